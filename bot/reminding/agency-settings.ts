import type { SourceKind } from '../../core/obligations/obligation.ts';
import { can } from '../../core/people/can.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { dropLadderRule } from '../../db/queries/ladder-rules.ts';
import {
  OFFERED_BEFORE,
  type RuleChange,
  setLadderRule,
  standardLadder,
} from '../../office/ladders.ts';
import { agencyLadder } from '../../office/reminder-settings.ts';
import {
  agencySettings,
  hoursWithin,
  OFFERED_ESCALATION,
  OFFERED_LEADER,
} from '../../views/reminder-settings.ts';
import type { LinkedContext } from '../context.ts';

/** When an agency's people are reminded, for all work or one kind of it. */
export async function showAgencySettings(
  ctx: LinkedContext,
  agencyId: number,
  kind: SourceKind | null,
  how: 'reply' | 'answer',
): Promise<void> {
  const allowed = can(ctx.actor, 'set_reminders', agencyId);
  const agency = allowed ? await agencyById(ctx.tx, agencyId) : null;
  if (!agency) return ctx.reply({ text: ctx.t('refused.not_your_scope') });
  const found = await agencyLadder(ctx.tx, agencyId, kind, await standardLadder(ctx.tx));
  await ctx[how](
    agencySettings({ agency, kind, ...found, standard: await standardLadder(ctx.tx) }, ctx.t),
  );
}

/** Sets one column of an agency's rule to one of the values offered. */
export async function setForAgency(
  ctx: LinkedContext,
  agencyId: number,
  kind: SourceKind | null,
  [column, value]: [string | undefined, number | null],
): Promise<void> {
  if (!can(ctx.actor, 'set_reminders', agencyId)) {
    return ctx.reply({ text: ctx.t('refused.not_your_scope') });
  }
  const scope = { sourceKind: kind, agencyId, personId: null };
  const by = { setBy: ctx.actor.personId, at: ctx.now };
  const change = column === 'x' ? null : await changeOf(ctx, agencyId, kind, column, value);
  if (change === 'unknown') return ctx.reply({ text: ctx.t('refused.old_button') });
  if (change) await setLadderRule(ctx.tx, scope, change, by);
  else await dropLadderRule(ctx.tx, scope);
  const details = { kind: kind ?? 'all', column: column ?? '', value };
  await ctx.audit({
    action: 'ladder.changed',
    subject: 'agency',
    subjectId: agencyId,
    agencyId,
    details,
  });
  await showAgencySettings(ctx, agencyId, kind, 'answer');
}

async function changeOf(
  ctx: LinkedContext,
  agencyId: number,
  kind: SourceKind | null,
  column: string | undefined,
  value: number | null,
): Promise<RuleChange | 'unknown'> {
  const isOneOf = (offered: readonly number[]) => value !== null && offered.includes(value);
  if (column === 'e' && isOneOf(OFFERED_ESCALATION)) return { escalateAfterDays: value };
  if (column === 'l' && isOneOf(OFFERED_LEADER)) {
    const { rule } = await agencyLadder(ctx.tx, agencyId, kind, await standardLadder(ctx.tx));
    // Tapped again, it goes back to what holds above.
    return { leaderAfterDays: rule?.leaderAfterDays === value ? null : value };
  }
  if (column === 'h' && kind === null && isOneOf(hoursWithin(await standardLadder(ctx.tx)))) {
    return { fromMinute: value === (await standardLadder(ctx.tx)).fromMinute ? null : value };
  }
  if (column === 'b' && value !== null && isOneOf(OFFERED_BEFORE)) {
    const { ladder } = await agencyLadder(ctx.tx, agencyId, kind, await standardLadder(ctx.tx));
    const now = new Set(ladder.beforeDays);
    if (!now.delete(value)) now.add(value);
    return { beforeDays: [...now] };
  }
  return 'unknown';
}
