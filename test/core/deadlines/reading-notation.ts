import type { Deadline, DeadlineReading } from '../../../core/deadlines/deadline.ts';

/** A reading in one line, so that tables stay readable: "due 2023-01-29 day [Kế hoạch UBND tỉnh]". */
export function inShort({ deadline, label }: DeadlineReading): string {
  return label === null ? deadlineInShort(deadline) : `${deadlineInShort(deadline)} [${label}]`;
}

export function deadlineInShort(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'due': {
      const from = deadline.from ? `${deadline.from}..` : '';
      const hour = deadline.minuteOfDay === undefined ? '' : ` @${deadline.minuteOfDay}`;
      return `due ${from}${deadline.due} ${deadline.precision}${hour}${conditionOf(deadline)}`;
    }
    case 'recurring': {
      const keys = deadline.occurrences.map(({ key, due }) => `${key}=${due.slice(5)}`);
      const listed = keys.length > 6 ? [...keys.slice(0, 2), '…', ...keys.slice(-1)] : keys;
      const request = deadline.alsoOnRequest ? ' +request' : '';
      return `every ${deadline.every.join('+')}: ${listed.join(' ')}${request}${conditionOf(deadline)}`;
    }
    case 'per_period':
      return `day ${deadline.day} of the period's ${deadline.month} month${conditionOf(deadline)}`;
    case 'open':
      return `open ${deadline.why}${conditionOf(deadline)}`;
    case 'ask': {
      const { within } = deadline;
      return `ask ${deadline.why}${within ? ` ${within.count} ${within.unit}` : ''}`;
    }
  }
}

function conditionOf({ conditional }: { conditional: boolean }): string {
  return conditional ? ' if any' : '';
}
