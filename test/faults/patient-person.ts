import type { Person } from '../emulators/telegram/people.ts';
import type { EmulatedMessage } from '../emulators/telegram/world.ts';
import { likeFile } from '../support/file-content.ts';

/** What somebody means to report about one obligation. */
export interface Report {
  obligation: number;
  state: 'in_progress' | 'blocked';
  percent: number | null;
  reason: string | null;
  unblocker: string | null;
  note: string;
  files: number;
}

/** Draws a report whose every answer is unlike any other. */
export function drawReport(obligation: number, random: () => number): Report {
  const mark = `${obligation}-${Math.floor(random() * 1e6)}`;
  const blocked = random() < 0.4;
  return {
    obligation,
    state: blocked ? 'blocked' : 'in_progress',
    percent: blocked ? null : 1 + Math.floor(random() * 98),
    reason: blocked ? `chờ hướng dẫn số ${mark}` : null,
    unblocker: blocked ? `Sở Nội vụ, phòng ${mark}` : null,
    note: `ghi chú ${mark}`,
    files: random() < 0.4 ? 1 : 0,
  };
}

/**
 * Reports on one obligation as a patient person does: reads what the bot shows, answers once, and
 * waits for the next question for as long as it takes. A question shown twice is answered once.
 * @returns how many things the person said
 */
export async function fillIn(person: Person, report: Report): Promise<number> {
  person.sends(`/chitiet ${report.obligation}`);
  const open = `up:${report.obligation}:${report.state}`;
  await person.hears((message) => dataOf(message).includes(open));
  person.presses(open);
  let said = 2;
  let answered = '';
  for (;;) {
    const shown = await person.hears(
      (message) => isThanks(message) || (isScreen(message) && screenOf(message) !== answered),
    );
    if (!isScreen(shown)) return said;
    answered = screenOf(shown);
    answer(person, shown, report);
    said += 1;
  }
}

function answer(person: Person, shown: EmulatedMessage, report: Report): void {
  const press = (end: string) => {
    const choice = dataOf(shown).find((data) => data.endsWith(end));
    if (choice === undefined) throw new Error(`no ${end} among ${dataOf(shown).join(' ')}`);
    person.presses(choice, shown.id);
  };
  const question = questionOf(shown);
  if (question === 'percent') person.sends(`${report.percent}%`);
  else if (question === 'reason') person.sends(String(report.reason));
  else if (question === 'unblocker') person.sends(String(report.unblocker));
  else if (question === 'note') person.sends(report.note);
  else if (question === 'review') press(':c:send');
  else if (offersEnd(shown)) press(':c:files_done');
  else if (question === 'evidence' && report.files > 0) sendEvidence(person, report);
  else press(':c:skip');
}

function sendEvidence(person: Person, report: Report): void {
  const bytes = likeFile('minh-chung.pdf', `minh chứng ${report.note}`);
  person.sendsFile({ name: 'minh-chung.pdf', bytes, mime: 'application/pdf' });
}

function dataOf(message: EmulatedMessage): string[] {
  return message.buttons.flat().map(({ data }) => data);
}

/** A form's button is `f:<nonce>:<question>:…`. */
function formButton(message: EmulatedMessage): string | undefined {
  return dataOf(message).find((data) => data.startsWith('f:'));
}

function isScreen(message: EmulatedMessage): boolean {
  return formButton(message) !== undefined;
}

function isThanks(message: EmulatedMessage): boolean {
  return !isScreen(message) && dataOf(message).includes('my:0');
}

function questionOf(message: EmulatedMessage): string {
  return formButton(message)?.split(':')[2] ?? '';
}

function offersEnd(message: EmulatedMessage): boolean {
  return dataOf(message).some((data) => data.endsWith(':c:files_done'));
}

/** Tells one screen of one form from every other. */
function screenOf(message: EmulatedMessage): string {
  const [, nonce, question] = formButton(message)?.split(':') ?? [];
  return `${nonce} ${question} ${offersEnd(message)}`;
}
