import type { Tx } from '../../db/client.ts';
import { readFormTemplate, type TemplateProblem } from '../../imports/form-template.ts';
import type { At } from './report.ts';
import { takeNarrative } from './take-narrative.ts';
import type { TakeResult, Taker } from './take-result.ts';
import { takeSheet } from './take-sheet.ts';
import { takeTemplate } from './take-template.ts';

export type {
  FiguresTaken,
  FileRefusal,
  NarrativeTaken,
  TakeResult,
  Taker,
} from './take-result.ts';

/**
 * Takes a file into the draft of a report: a template we handed out, filled in; an agency's own
 * Excel table of the open report; a narrative in Word. What a file is, its bytes tell; the name only
 * whether somebody meant it as an Office file. Never throws for what a file holds, and changes
 * nothing unless the result is `figures` or `narrative`.
 */
export async function takeReportFile(
  tx: Tx,
  file: { name: string; bytes: Uint8Array },
  who: Taker,
  at: At,
): Promise<TakeResult> {
  const template = await readFormTemplate(file.bytes);
  if (template.ok) return takeTemplate(tx, template, who, at);
  const { problem } = template;
  if (problem.code === 'not_a_template') {
    return who.open === null ? { kind: 'not_ours' } : takeSheet(tx, file.bytes, who.open, who, at);
  }
  if (problem.code === 'wrong_type' && problem.looksLike === 'word') {
    return takeNarrative(tx, file.bytes, who, at);
  }
  return isMeant(file.name, problem) ? { kind: 'problem', problem } : { kind: 'not_ours' };
}

/** A picture or PDF is no broken report; text that calls itself a workbook is. */
function isMeant(name: string, problem: TemplateProblem): boolean {
  const office = /\.(?:xlsx|xlsm|xltx|xltm|xls|docx|docm|doc)$/i.test(name.trim());
  return office || (problem.code !== 'wrong_type' && problem.code !== 'empty');
}
