import type { Word } from './words.ts';

/** Words within reach of each other in one saying. */
const NEAR = 5;

const SAID: ReadonlySet<string> = new Set(['noi', 'bao', 'ke', 'don', 'dau', 'khoe', 'tin']);

/** Who passes on what others did. */
const OTHERS: ReadonlySet<string> = new Set(
  'ho xa ap thon phuong thau dua nguoi tho tui ty bon may no anh chi chu bac ong ba co'.split(' '),
);

/**
 * Does what is said rest on others from here on? "nghe anh em nói …", "thấy bảo …", "nhà thầu báo …",
 * "theo lời …"; "xong rồi nghe em" is only polite.
 */
export function isHearsay(words: readonly Word[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  switch (word?.text) {
    case 'nghe':
    case 'thay':
      return passedOn(words, at, word.text === 'nghe');
    case 'noi':
      if (!['nói', 'noi', ''].includes(word.raw)) return false;
      if (['vu', 'bo', 'dung', 'that', 'chung', 'rieng'].includes(next?.text ?? '')) return false;
      return byOthers(words, at);
    case 'bao':
      if (word.raw === 'bảo')
        return (
          byOthers(words, at) &&
          !['hiem', 'tri', 'dam', 'mat', 've', 'quan'].includes(next?.text ?? '')
        );
      return word.raw !== '' && next?.text !== 'cao' && byOthers(words, at) && word.raw !== 'bao';
    case 'theo':
      return ['loi', 'nhu', 'tin'].includes(next?.text ?? '') && words[at + 2]?.kind === 'word';
    case 'don':
      return word.raw === 'đồn';
    default:
      return false;
  }
}

function passedOn(words: readonly Word[], at: number, heard: boolean): boolean {
  for (let on = at + 1; on <= at + NEAR; on += 1) {
    const word = words[on];
    if (word?.kind !== 'word') return false;
    const report = word.text === 'bao' && words[on + 1]?.text === 'cao';
    if (SAID.has(word.text) && word.raw !== 'đầu' && (heard || !report)) return true;
  }
  return false;
}

/** Somebody else is the one who says so, in the few words before. */
function byOthers(words: readonly Word[], at: number): boolean {
  const [before, first] = [words[at - 1]?.text ?? '', words[at - 2]?.text ?? ''];
  if (['xin', 'toi', 'minh', 'da', 'nhu'].includes(before)) return false;
  if (before === 'em' && !['anh', 'chi', 'tui', 'may'].includes(first)) return false;
  for (let back = 1; back <= 3; back += 1) {
    const word = words[at - back];
    if (word?.kind !== 'word' || word.text === 'em') continue;
    if (word.text === 'xin' || word.text === 'da') return false;
    if (OTHERS.has(word.text)) return true;
  }
  return false;
}

/** Two words that take back, or mock, what stands beside them. */
const MOCKING: ReadonlySet<string> = new Set(
  (
    'sao duoc|sao noi|gi duoc|con khuya|con mo|mo di|nam mo|niem tin|tren giay|bang mieng|chet lien|' +
    'kieu gi|cai gi|xong noi|hy vong|hi vong|cho tet|doi tet|toi tet'
  ).split('|'),
);

const NO_DENIAL_AFTER: ReadonlySet<string> = new Set(
  'bat ban tu den toi o thang nghe luc dong con nua'.split(' '),
);
const NO_DENIAL_BEFORE: ReadonlySet<string> = new Set(
  'thang tuan nam quy viec ky moi tien mua thau gio bai tu'.split(' '),
);

/** "… hồi nào đâu", "có … đâu", "xong sao được", "mà xong", "hy vọng …": not meant as it stands. */
export function isTakenBack(words: readonly Word[], at: number): boolean {
  const [word, next, before] = [words[at], words[at + 1], words[at - 1]];
  if (word?.kind !== 'word') return false;
  if (word.text === 'dau' && ['đâu', 'dau', ''].includes(word.raw)) {
    return !NO_DENIAL_AFTER.has(before?.text ?? '') && !NO_DENIAL_BEFORE.has(next?.text ?? '');
  }
  if (word.text === 'ma' && next?.text === 'xong') return words[at + 2]?.text !== 'roi';
  return MOCKING.has(`${word.text} ${next?.text ?? ''}`);
}

/** How much of what a stretch says is to be believed. */
export type Doubt = 'hearsay' | 'taken back' | null;

/** The doubt on the words between two places; what is negated anyway is not taken back by it. */
export function doubtOn(words: readonly Word[], from: number, to: number): Doubt {
  let back = false;
  for (let at = from; at < to; at += 1) {
    if (isHearsay(words, at)) return 'hearsay';
    if (isTakenBack(words, at)) back = true;
  }
  return back ? 'taken back' : null;
}
