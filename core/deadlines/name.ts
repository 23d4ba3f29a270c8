import { acceptWords, markAt, numberAt, peek, type Reader, wordAt } from './tokens.ts';
import { isPlain, startsTime } from './vocabulary.ts';

/**
 * Takes the rest of a rule's or an event's name: "… của UBND huyện", "(phê duyệt)", "… tại Quyết
 * định số 12/QĐ-UBND ngày 20/01/2023", "… kiểm tra năm 2023". Stops at commas, other numbers, words
 * about time and words that turn the meaning.
 */
export function takeName(reader: Reader): void {
  while (!conditionAhead(reader)) {
    if (wordAt(reader) === 'va' && startsTime(reader, 1)) return;
    if (takeDocumentNumber(reader) || takeYear(reader) || takeYearly(reader)) continue;
    if (!isPlain(reader) && !nameGoesOn(reader)) return;
    reader.at += 1;
  }
}

/**
 * "Theo kế hoạch thanh tra, kiểm tra", "khi có chỉ đạo, hướng dẫn của cấp trên": after the comma
 * nothing but the rest of the name, to the end.
 */
function nameGoesOn(reader: Reader): boolean {
  if (markAt(reader) !== ',') return false;
  for (let ahead = 1; ahead <= longestRest; ahead += 1) {
    if (peek(reader, ahead) === undefined) return ahead > 1;
    const year = wordAt(reader, ahead) === 'nam' && numberAt(reader, ahead + 1)?.text.length === 4;
    if (year && peek(reader, ahead + 2) === undefined) return wordAt(reader, ahead - 1) !== 'trong';
    if (yearlyAhead(reader, ahead)) return true;
    if (markAt(reader, ahead) !== ',' && !isPlain(reader, ahead)) return false;
    if (markAt(reader, ahead) === '.' && peek(reader, ahead + 1) !== undefined) return false;
  }
  return false;
}

/** In words; so far is looked ahead from each comma. */
const longestRest = 16;

/** "số 12/2023/QĐ-UBND", and its own day in full. */
function takeDocumentNumber(reader: Reader): boolean {
  if (wordAt(reader) !== 'so' || !numberAt(reader, 1)) return false;
  reader.at += 2;
  while (peek(reader)?.tight && !',;)'.includes(markAt(reader) || ' ')) reader.at += 1;
  const start = reader.at;
  if (acceptWords(reader, 'ngay') && takeFullDate(reader)) return true;
  reader.at = start;
  return true;
}

function takeFullDate(reader: Reader): boolean {
  const inFigures =
    numberAt(reader) &&
    markAt(reader, 1) !== '' &&
    numberAt(reader, 2) &&
    markAt(reader, 3) === markAt(reader, 1) &&
    numberAt(reader, 4);
  const inWords =
    numberAt(reader) &&
    wordAt(reader, 1) === 'thang' &&
    numberAt(reader, 2) &&
    wordAt(reader, 3) === 'nam' &&
    numberAt(reader, 4);
  if (!inFigures && !inWords) return false;
  reader.at += 5;
  return true;
}

/** The year in a plan's title: "Kế hoạch thanh tra năm 2023". */
function takeYear(reader: Reader): boolean {
  const inTitle = wordAt(reader, -1) !== 'trong' && wordAt(reader) === 'nam';
  if (!inTitle || numberAt(reader, 1)?.text.length !== 4) return false;
  // "… năm 2023 - 2025" goes on.
  if (markAt(reader, 2) === '-' || numberAt(reader, 2)) return false;
  reader.at += 2;
  return true;
}

/** "Theo Kế hoạch bồi dưỡng … hàng năm": which plan, where nothing follows. */
function takeYearly(reader: Reader): boolean {
  if (!yearlyAhead(reader, 0)) return false;
  reader.at += 2;
  return true;
}

function yearlyAhead(reader: Reader, ahead: number): boolean {
  if (wordAt(reader, ahead) !== 'hang' || wordAt(reader, ahead + 1) !== 'nam') return false;
  const named = wordAt(reader, ahead - 1);
  const end = ahead + (markAt(reader, ahead + 2) === '.' ? 3 : 2);
  return named !== '' && named !== 'hoach' && peek(reader, end) === undefined;
}

/** "(nếu có)" and "nếu có" belong to the deadline, not to the rule. */
function conditionAhead(reader: Reader): boolean {
  return wordAt(reader) === 'neu' || wordAt(reader, 1) === 'neu';
}
