import { columnOf } from '../../core/indicators/form.ts';
import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormDuty } from '../../office/reports/duty.ts';
import type { FiguresTaken } from '../../office/reports/take-file.ts';
import { cellProblemText } from './cell-problem.ts';
import { fileNoticeText } from './file-problem.ts';
import { pasteProblemText } from './paste.ts';

const LINES = 8;

/** What became of a file of figures: how much was taken, what changed, what was not understood. */
export function figuresTakenText(
  taken: FiguresTaken,
  name: string,
  owed: FormDuty,
  t: Translate,
): Markup {
  const { form, rows } = owed;
  const names = {
    row: (key: string) => rows.find((row) => row.key === key)?.label ?? key,
    column: (key: string) => columnOf(form, key)?.path.join(' › ') ?? key,
  };
  const troubles = [
    ...taken.notices.map((notice) => fileNoticeText(notice, names, t)),
    ...taken.paste.map((problem) => pasteProblemText(problem, form, t)),
    ...taken.problems.map(({ text, problem, column }) =>
      cellProblemText(problem, text, columnOf(form, column), t),
    ),
  ];
  const replaced = taken.changed.filter(({ before }) => before !== null && before.text !== '');
  return join([
    t('report.file.figures', { name }),
    t(taken.stored === 0 ? 'report.file.blank' : 'report.file.stored', {
      count: taken.stored,
      changed: taken.changed.length,
    }),
    replaced.length > 0 ? t('report.paste.replaced', { count: replaced.length }) : '',
    taken.kept.length > 0 ? t('report.paste.kept', { count: taken.kept.length }) : '',
    taken.version ? t('report.file.old_version') : '',
    ...troubles.slice(0, LINES),
    troubles.length > LINES ? t('report.paste.more', { count: troubles.length - LINES }) : '',
    GAP,
  ]);
}
