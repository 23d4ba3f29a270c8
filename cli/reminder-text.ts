import type { Explained, ReminderReport } from './reminder-report.ts';

/** The explanation for people: by person what they are told first, and a summary. */
export function reportText({ silent, summary, people }: ReminderReport): string {
  if (silent) return silent;
  const blocks = people.map(({ person, decisions }) => {
    const told = decisions.filter(({ code }) => code === 'told');
    const others = decisions.filter(({ code }) => code !== 'told');
    return [`${person}`, ...told.map(lineOf), ...others.map(lineOf)].join('\n');
  });
  const reasons = Object.entries(summary.reasons)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${count}`);
  const earlier =
    summary.alreadyTold > 0 ? `; ${summary.alreadyTold} already had theirs that day` : '';
  return [
    ...blocks,
    `${summary.people} people would get a message about ${summary.told} things${earlier}`,
    ...(reasons.length > 0 ? [`decisions: ${reasons.join(', ')}`] : []),
  ].join('\n');
}

function lineOf(one: Explained): string {
  const mark = one.code === 'told' ? '+' : '-';
  const rung = (one.rung ?? '').replace(/@.*$/, '').padEnd(10);
  return `  ${mark} ${rung} ${one.agency}: ${one.name} [#${one.obligationId}, due ${one.due}]: ${why(one)}`;
}

/** The reason in words; the code stands in front so that it can be searched for. */
function why(one: Explained): string {
  const until = one.until ? ` until ${one.until}` : ' until it is lifted';
  const by = one.by?.name ?? 'nobody';
  const words: Record<Explained['code'], () => string> = {
    told: () => toldText(one),
    already_told: () => `this rung was told on ${one.on}`,
    before_first_rung: () => `the first rung comes on ${one.on}`,
    escalation_not_yet: () => `head and coordinator hear of it from ${one.on}`,
    leader_not_yet: () => `leaders hear of it from ${one.on}`,
    snoozed: () => `put off by the person, again on ${one.until}`,
    muted: () => `stopped by ${by}${until}: ${one.words ?? ''}`,
    on_leave: () => `on leave${until}, ${by} stands in`,
    day_off: () => 'a day off',
    outside_hours: () => 'due to be told, but outside office hours',
    own_hours_over: () => 'due to be told, but the person’s own hours are over',
    had_message_today: () => 'due to be told, but they had their message of the day',
    unreachable: () => 'due to be told, but NOT LINKED anywhere or blocked',
  };
  const instead = one.instead ? ' (as head: no official can be told)' : '';
  return `${one.code}: ${words[one.code]()}${instead}`;
}

function toldText({
  sendAtMinute = 0,
  daysLeft = 0,
  covers = 1,
  nominal,
  part,
}: Explained): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const at = `${two(Math.floor(sendAtMinute / 60))}:${two(sendAtMinute % 60)}`;
  const distance = daysLeft >= 0 ? `due in ${daysLeft} days` : `${-daysLeft} days overdue`;
  const moved = nominal ? `, moved from ${nominal} (day off)` : '';
  const merged = covers > 1 ? `, also covers ${covers - 1} earlier rung(s)` : '';
  const as = part === 'own' ? '' : `, as ${part}`;
  return `sent at ${at}, ${distance}${as}${moved}${merged}`;
}
