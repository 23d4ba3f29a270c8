import { join } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { SOURCE_KINDS, type SourceKind } from '../core/obligations/obligation.ts';
import type { Ladder } from '../core/reminders/ladder.ts';
import type { LadderRule, MessageHabits } from '../core/reminders/ladder-rules.ts';
import type { Translate } from '../locales/index.ts';
import { OFFERED_BEFORE } from '../office/ladders.ts';

/** Hours a person or agency can choose, as local minutes; those within office hours are offered. */
export const OFFERED_HOURS = [8, 9, 10, 14, 16].map((hour) => hour * 60);

/** Days overdue that can be chosen by a tap. */
export const OFFERED_ESCALATION = [1, 3, 5, 7] as const;
export const OFFERED_LEADER = [7, 14, 30] as const;

export interface OwnSettings {
  rule: LadderRule | null;
  habits: MessageHabits;
  /** The rungs as they are; `varies` where kinds of work differ. */
  beforeDays: readonly number[];
  varies: boolean;
  standard: Ladder;
  /** Agency whose rules the person may set, if any. */
  seatId: number | null;
  /** Agencies' work that is not reminded of at present, where the person looks after any. */
  muted: number | null;
}

/** How somebody is reminded, with every choice one tap away. */
export function ownSettings(own: OwnSettings, t: Translate): Outgoing {
  const { habits, beforeDays, standard } = own;
  const own0 = own.rule?.beforeDays ?? beforeDays;
  const choices: Choice[][] = [
    hourRow(habits.fromMinute, standard, (minute) => `nv:hour:${minute}`, t),
    (['digest', 'single'] as const).map((style) => ({
      id: `nv:style:${style}`,
      label: ticked(habits.style === style, t.plain(`reminding.button.style_${style}`), t),
    })),
    OFFERED_BEFORE.map((days) => ({
      id: `nv:rung:${days}`,
      label: ticked(own0.includes(days), t.plain('reminding.button.days', { count: days }), t),
    })),
  ];
  if (own.rule) choices.push([{ id: 'nv:reset', label: t.plain('reminding.button.reset') }]);
  if (own.seatId !== null) {
    choices.push([{ id: `nv:ag:${own.seatId}`, label: t.plain('reminding.button.agency') }]);
  }
  if (own.muted !== null) {
    const label = t.plain('reminding.button.muted', { count: own.muted });
    choices.push([{ id: 'nv:muted:0', label }]);
  }
  return {
    text: join([
      t('reminding.settings.title'),
      t('reminding.settings.hour', { time: clock(habits.fromMinute) }),
      t(`reminding.settings.style_${habits.style}`),
      t(own.varies ? 'reminding.settings.rungs_vary' : 'reminding.settings.rungs', {
        days: rungsText(beforeDays, t),
      }),
      t('reminding.settings.always'),
    ]),
    choices,
  };
}

export interface AgencySettings {
  agency: { id: number; name: string };
  kind: SourceKind | null;
  /** What counts there for somebody without settings of their own. */
  ladder: Ladder;
  rule: LadderRule | null;
  standard: Ladder;
}

/** When an agency's people, and those of all agencies below, are reminded. */
export function agencySettings(
  { agency, kind, ladder, rule, standard }: AgencySettings,
  t: Translate,
): Outgoing {
  const set = (column: string, value: string | number) =>
    `nv:set:${agency.id}:${kind ?? 'all'}:${column}:${value}`;
  const kinds = ['all', ...SOURCE_KINDS].map((one) => ({
    id: `nv:ag:${agency.id}:${one}`,
    label: ticked(one === (kind ?? 'all'), t.plain(`reminding.kind.${one}`), t),
  }));
  const days = (offered: readonly number[], column: string, chosen: number | null) =>
    offered.map((count) => ({
      id: set(column, count),
      label: ticked(
        chosen === count,
        t.plain(`reminding.button.${column === 'e' ? 'escalate' : 'leader'}`, { count }),
        t,
      ),
    }));
  return {
    text: join([
      t('reminding.agency.title', {
        agency: agency.name,
        kind: t.plain(`reminding.kind.${kind ?? 'all'}`),
      }),
      kind === null ? t('reminding.settings.hour', { time: clock(ladder.fromMinute) }) : '',
      t('reminding.settings.rungs', { days: rungsText(ladder.beforeDays, t) }),
      t('reminding.agency.escalate', { count: ladder.escalateAfterDays }),
      ladder.leaderAfterDays === null
        ? t('reminding.agency.leader_never')
        : t('reminding.agency.leader', { count: ladder.leaderAfterDays }),
      t('reminding.agency.tip'),
    ]),
    choices: [
      kinds.slice(0, 3),
      kinds.slice(3),
      OFFERED_BEFORE.map((count) => ({
        id: set('b', count),
        label: ticked(
          ladder.beforeDays.includes(count),
          t.plain('reminding.button.days', { count }),
          t,
        ),
      })),
      days(OFFERED_ESCALATION, 'e', ladder.escalateAfterDays),
      days(OFFERED_LEADER, 'l', ladder.leaderAfterDays),
      ...(kind === null
        ? [hourRow(ladder.fromMinute, standard, (minute) => set('h', minute), t)]
        : []),
      [
        ...(rule ? [{ id: set('x', 0), label: t.plain('reminding.button.reset') }] : []),
        { id: 'nv:me', label: t.plain('tiendo.back') },
      ],
    ],
  };
}

/** Hours within office hours; the first is the office's own. */
export function hoursWithin({ fromMinute, untilMinute }: Ladder): number[] {
  const later = OFFERED_HOURS.filter((minute) => minute > fromMinute && minute < untilMinute);
  return [fromMinute, ...later];
}

function hourRow(
  chosen: number,
  standard: Ladder,
  idOf: (minute: number) => string,
  t: Translate,
): Choice[] {
  return hoursWithin(standard).map((minute) => ({
    id: idOf(minute),
    label: ticked(chosen === minute, clock(minute), t),
  }));
}

/** A label, marked where it is what has been chosen. */
export function ticked(on: boolean, label: string, t: Translate): string {
  return on ? t.plain('reminding.button.chosen', { label }) : label;
}

/** "7, 3, 1 ngày và đúng ngày hạn". */
function rungsText(beforeDays: readonly number[], t: Translate): string {
  const before = beforeDays.filter((days) => days > 0);
  const onDay = beforeDays.includes(0);
  if (before.length === 0) return t.plain(onDay ? 'reminding.rungs.day' : 'reminding.rungs.none');
  return t.plain(onDay ? 'reminding.rungs.before_and_day' : 'reminding.rungs.before', {
    days: before.join(', '),
  });
}

/** "08:00". */
export function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
