import { fold } from '../text/fold.ts';

const YES: ReadonlySet<string> = new Set(
  (
    'ok|oke|okie|okay|okla|oki|dung|dung roi|chuan|chuan roi|chinh xac|u|uh|uhm|um|uk|vang|da|da dung|da dung roi|' +
    'da vang|da ok|vang dung|vang dung roi|yes|dong y|xac nhan|xn|x n|ghi nhan|ghi di|luu|luu di|' +
    'ghi nhan di|ok dung|ok dung roi|uh dung|uh dung roi|u dung|u dung roi|dung the|dung vay|phai roi|da phai'
  ).split('|'),
);

const NO: ReadonlySet<string> = new Set(
  (
    'khong|ko|k|no|khong phai|sai|sai roi|khong dung|ko dung|chua dung|bo|bo di|bo qua|huy|thoi|nham|' +
    'nham roi|khong phai vay|dung ghi|khong ghi|thoi bo di|xoa|xoa di'
  ).split('|'),
);

const POLITE: ReadonlySet<string> = new Set(
  'a em anh chi e c nhe nha ban nhi ah ak co chu'.split(' '),
);

/** A whole message that says yes: "ok", "đúng rồi em", "dạ đúng ạ". */
export function isYes(text: string): boolean {
  // "đừng" is no "đúng".
  return !/đừng/iu.test(text.normalize('NFC')) && YES.has(plain(text));
}

/** A whole message that says no: "không phải", "sai rồi em". */
export function isNo(text: string): boolean {
  return NO.has(plain(text)) || NO.has(fold(text));
}

function plain(text: string): string {
  if (text.length > 60) return '';
  const words = fold(text).split(' ');
  while (words.length > 1 && POLITE.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}
