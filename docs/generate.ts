import { readFile, writeFile } from 'node:fs/promises';
import { COMMANDS } from '../bot/commands/index.ts';
import { FORMS } from '../bot/forms/index.ts';
import { buttonsOf, FORM_RIGHTS, RIGHTS } from '../bot/rights.ts';
import { POLICY } from '../core/people/can.ts';
import { ROLES } from '../core/people/role.ts';
import { DEFAULT_LADDER } from '../core/reminders/ladder.ts';
import { RETENTION } from '../core/retention.ts';
import { JOBS } from '../jobs/index.ts';
import { translator } from '../locales/index.ts';
import {
  CHANNEL_FAILURES_ALLOWED,
  CODES,
  FAILURES_ALLOWED,
  INVITE_DAYS,
} from '../office/invites.ts';

/** Writes docs/reference.md from the registries, so that it cannot go stale unnoticed. */
export async function reference(): Promise<string> {
  const env = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
  return [
    '# Reference',
    'Made from the code by `npm run docs`; a test fails when it is out of date.',
    '## Commands in the chat',
    table(['command', 'typed as', 'where', 'for', 'what it does'], COMMANDS.map(commandRow)),
    '## Who may do what',
    'Own = the agency of the membership; reach = everything below the committee the role serves.',
    table(
      ['action', ...ROLES],
      Object.entries(POLICY).map(([action, extents]) => [
        action,
        ...ROLES.map((role) => extents[role] ?? ''),
      ]),
    ),
    '## What every command, button and form needs',
    'Any one of the rights opens it; every agency shown or changed is then judged by itself. *anyone*: strangers too, who see nothing of anybody; *linked*: every linked person, about their own account only. Buttons stand as `prefix` or `prefix:verb`; pressed where they do not belong they are refused. A group sees what it is registered for, whoever asks.',
    table(['command, button or form', 'needs one of', 'where'], rightRows()),
    '## Guessing',
    guessing(),
    '## Forms',
    table(
      ['form', 'version', 'questions'],
      FORMS.map(({ form }) => [
        form.name,
        String(form.version),
        form.questions.map(({ id, optional }) => (optional ? `${id} (optional)` : id)).join(', '),
      ]),
    ),
    '## Jobs',
    table(
      ['job', 'local time'],
      JOBS.map((job) => [job.name, clock(job.atMinute(DEFAULT_LADDER))]),
    ),
    '## Kept for a while',
    'What is about people and goes by itself; everything else: [personal-data.md](personal-data.md).',
    table(
      ['what', 'days', 'meaning'],
      Object.entries(RETENTION).map(([kind, { days, what }]) => [kind, String(days), what]),
    ),
    '## Environment',
    table(['variable', 'default', 'meaning'], environmentRows(env)),
    '',
  ].join('\n\n');
}

function commandRow(command: (typeof COMMANDS)[number]): string[] {
  const t = translator('en');
  const { name, words, where, roles, hidden } = command;
  const what = hidden ? '(reached by links and buttons)' : t.plain(`command.${name}`);
  return [`/${name}`, words.slice(0, 2).join(', '), where, roles?.join(', ') ?? 'everybody', what];
}

function rightRows(): string[][] {
  const rows = COMMANDS.flatMap(({ name, where }) => {
    const rights = RIGHTS[name];
    if (!rights) throw new Error(`/${name} has no declared right`);
    const place = where === 'both' ? 'private, group' : where;
    const buttons = buttonsOf(rights).map(({ button, needs }) => [
      `/${name} \`${button}\``,
      needs.join(', '),
      place,
    ]);
    return [[`/${name}`, rights.run.join(', '), place], ...buttons];
  });
  const forms = Object.entries(FORM_RIGHTS).map(([form, needs]) => [
    `form ${form} \`f\``,
    needs.join(', '),
    'private',
  ]);
  return [...rows, ...forms];
}

/** How hard a code is to guess, from the numbers the program uses. */
function guessing(): string {
  const open = 1000;
  const year = CHANNEL_FAILURES_ALLOWED * 24 * 365;
  const chance = ((100 * year * open) / CODES).toFixed(2);
  return `A code is one of ${CODES.toLocaleString('en')} (${Math.log2(CODES).toFixed(1)} bits from the system's random source), is kept as a hash only, works once and for ${INVITE_DAYS} days (a person's own code for one more channel: one day). Within an hour an account may send ${FAILURES_ALLOWED} wrong ones, and all accounts of a channel together ${CHANNEL_FAILURES_ALLOWED}; then no code is taken there until the hour is over. Who guesses at that limit without a pause for a year, while ${open.toLocaleString('en')} codes are open all the time, finds one with a probability of ${chance} %. Links to files carry an HMAC-SHA-256 cut to 160 bits.`;
}

/** Comment lines above `NAME=default` in .env.example are its meaning. */
function environmentRows(text: string): string[][] {
  const rows: string[][] = [];
  let meaning: string[] = [];
  for (const line of text.split('\n')) {
    const variable = /^([A-Z_]+)=(.*)$/.exec(line);
    if (line.startsWith('# ')) meaning.push(line.slice(2));
    else if (variable) {
      rows.push([`\`${variable[1]}\``, variable[2] ?? '', meaning.join(' ')]);
      meaning = [];
    } else meaning = [];
  }
  return rows;
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

if (process.argv[1]?.endsWith('generate.ts')) {
  await writeFile(new URL('./reference.md', import.meta.url), await reference());
}
