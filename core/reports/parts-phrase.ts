import { fold } from '../text/fold.ts';
import { PARTS, type Part } from './regime-rule.ts';

/** What people call the parts of a year, or several of them at once. */
const CALLED: readonly (readonly [RegExp, readonly Part[]])[] = [
  [/^(?:bao cao )?(?:hang |moi )?(?:thang|12 thang)$/, ['M']],
  [/^(?:bao cao )?(?:hang |moi |cac |4 )?quy$/, ['Q1', 'Q2', 'Q3', 'Q4']],
  [/^(?:bao cao )?quy (?:i|1)$/, ['Q1']],
  [/^(?:bao cao )?quy (?:ii|2)$/, ['Q2']],
  [/^(?:bao cao )?quy (?:iii|3)$/, ['Q3']],
  [/^(?:bao cao )?quy (?:iv|4)$/, ['Q4']],
  [/^(?:bao cao )?(?:0?6 thang(?: dau nam)?|nua nam|so ket)$/, ['H1']],
  [/^(?:bao cao )?0?6 thang cuoi nam$/, ['H2']],
  [/^(?:bao cao )?0?9 thang(?: dau nam)?$/, ['9M']],
  [/^(?:bao cao )?(?:ca |hang |tong hop )?nam$/, ['Y']],
];

/** Reads "quý, 6 tháng, năm", "Quý I; 6 tháng; Quý III; năm"; null when a part is not understood. */
export function parseParts(text: string): Part[] | null {
  if (text.length > 200) return null;
  const said = text
    .split(/[;,\n+]|\s+và\s+|\s+&\s+/u)
    .map(fold)
    .filter((one) => one !== '');
  const found = said.map((one) => codeOf(one) ?? CALLED.find(([names]) => names.test(one))?.[1]);
  if (found.length === 0 || found.some((one) => one === undefined)) return null;
  return [...new Set(found.flatMap((one) => one ?? []))];
}

function codeOf(word: string): readonly Part[] | undefined {
  const code = Object.keys(PARTS).find((part) => part.toLowerCase() === word);
  return code === undefined ? undefined : [code as Part];
}
