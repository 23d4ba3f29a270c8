import type { InspectionPaper, PaperWindow } from '../../imports/inspection.ts';
import type { InspectionQuestion } from './details.ts';

/**
 * What a plan says that a person should look at: days read otherwise than printed, a window that
 * ended before the plan was signed, no window at all, a count that its own list does not bear out.
 */
export function paperQuestions(paper: InspectionPaper): InspectionQuestion[] {
  const questions = paper.windows.flatMap((window) => windowQuestions(window, paper));
  for (const form of new Set(paper.agencies.map((agency) => agency.form))) {
    const own = paper.windows.some((window) => window.form === form);
    const without = paper.agencies.filter((one) => one.form === form && one.to === null);
    const [first] = without;
    if (form === null || own || !first) continue;
    questions.push({
      code: 'window_missing',
      words: first.names[0] ?? '',
      hints: [form, String(without.length)],
    });
  }
  return questions;
}

function windowQuestions(window: PaperWindow, paper: InspectionPaper): InspectionQuestion[] {
  const { form, words, from, to, printed, count } = window;
  const questions: InspectionQuestion[] = [];
  if (printed) {
    const days = [`${printed.from} – ${printed.to}`, `${from} – ${to}`];
    questions.push({ code: 'window_read_otherwise', words, hints: days });
  }
  const { date } = paper.document;
  if (to !== null && date !== null && to < date) {
    questions.push({ code: 'window_before_document', words, hints: [`${from} – ${to}`, date] });
  }
  const listed = paper.agencies.filter((agency) => agency.form === form).length;
  if (count !== null && count !== listed) {
    const hints = [String(count), String(listed)];
    questions.push({ code: 'count_differs', words: `${form}: ${words}`, hints });
  }
  return questions;
}
