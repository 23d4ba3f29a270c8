import { normalName } from './agency-key.ts';

const ANYBODY = '(?:co quan|don vi|dia phuong|to chuc|doan the)';
const OFFICE = '(?:co quan|don vi|dia phuong|to chuc|doan the|ban|phong|so|nganh)';
const QUALIFIER =
  '(?:(?:co )?lien quan|khac|chuc nang|(?:co )?trach nhiem|duoc (?:giao|phan cong)|dang|da)';
const GENERIC = new RegExp(
  `^(?:${ANYBODY}(?: ${ANYBODY})*|${OFFICE}(?: ${OFFICE})* ${QUALIFIER}(?: .*)?)$`,
);

/**
 * True for words that name no agency at all: "các cơ quan có liên quan", "các đơn vị, địa phương
 * đang tham gia hệ thống ISO". Only a person can say who is meant.
 */
export function isVague(phrase: string): boolean {
  return GENERIC.test(normalName(phrase));
}
