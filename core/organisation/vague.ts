import { normalName } from './agency-key.ts';

const NOUN = '(?:co quan|don vi|dia phuong|to chuc|doan the|ban|phong|so|nganh)';
const QUALIFIER =
  '(?:(?:co )?lien quan|khac|chuc nang|(?:co )?trach nhiem|duoc (?:giao|phan cong))';
const GENERIC = new RegExp(`^${NOUN}(?: ${NOUN})*(?: ${QUALIFIER}(?: .*)?| (?:dang|da) .*)?$`);
const LONE_NOUN = /^(ban|phong|so|nganh)$/;

/**
 * True for words that name no agency at all: "các cơ quan có liên quan", "các đơn vị, địa phương
 * đang tham gia hệ thống ISO". Only a person can say who is meant.
 */
export function isVague(phrase: string): boolean {
  const text = normalName(phrase);
  return GENERIC.test(text) && !LONE_NOUN.test(text);
}
