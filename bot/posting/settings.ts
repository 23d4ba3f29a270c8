import { can } from '../../core/people/can.ts';
import {
  nextPost,
  offeredHours,
  POST_BY,
  POST_DETAILS,
  type Posting,
  postKey,
  postMinute,
  readPosting,
} from '../../core/summary/posting.ts';
import { minuteOfDay } from '../../core/time/zone.ts';
import { agenciesById, subtreeIds } from '../../db/queries/agencies.ts';
import { unpinBoard } from '../../db/queries/boards.ts';
import { savePosting } from '../../db/queries/conversations.ts';
import { isEnqueued } from '../../db/queries/outbox.ts';
import { loadCalendar } from '../../office/calendar.ts';
import { duePeriods } from '../../office/due-periods.ts';
import { loadOfficeHours } from '../../office/hours.ts';
import {
  daysMessage,
  detailMessage,
  hoursMessage,
  postingMessage,
  scopesMessage,
} from '../../views/posting.ts';
import { idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { withoutScope } from '../scope.ts';

/** What the group this is about is registered for, and what it has chosen. */
interface Group {
  rootId: number;
  posting: Posting;
}

/** Shows when and how this group is posted to; who may change it finds the ways below. */
export async function showPosting(ctx: LinkedContext, how: 'reply' | 'answer'): Promise<void> {
  const group = groupOf(ctx);
  if (!group) return withoutScope(ctx);
  await show(ctx, group, how);
}

/** `nh:<verb>[:<value>]`, the buttons below it. */
export async function pressPosting(ctx: LinkedContext, args: string[]): Promise<void> {
  const [verb, value] = args;
  const group = groupOf(ctx);
  if (!group) return withoutScope(ctx);
  if (verb === 'show') return show(ctx, group, 'answer');
  if (!can(ctx.actor, 'register_group', group.rootId)) {
    return ctx.reply({ text: ctx.t('posting.not_yours') });
  }
  const { posting } = group;
  const { t, tx } = ctx;
  if (value === undefined && verb === 'd') return ctx.answer(daysMessage(posting, t));
  if (value === undefined && verb === 'l') return ctx.answer(detailMessage(posting, t));
  if (value === undefined && verb === 'h') {
    return ctx.answer(hoursMessage(posting, await loadOfficeHours(tx), t));
  }
  if (verb === 's') return showScopes(ctx, group, idArgument(value) ?? 0);
  const change = await changeOf(ctx, group, verb, value);
  if (!change) return ctx.reply({ text: t('refused.old_button') });
  const changed = { ...posting, ...change, since: ctx.now.toISOString() };
  await savePosting(tx, ctx.conversation.id, changed);
  if (posting.pinned && !changed.pinned) await unpinBoard(tx, ctx.conversation.id, ctx.now);
  await ctx.audit({
    action: 'posting.changed',
    subject: 'conversation',
    subjectId: ctx.conversation.id,
    agencyId: group.rootId,
    details: { what: verb ?? '', value: value ?? null },
  });
  if (verb === 'd') return ctx.answer(daysMessage(changed, t));
  await show(ctx, { ...group, posting: changed }, 'answer');
}

function groupOf({ conversation }: LinkedContext): Group | null {
  const { kind, scopeAgencyId, posting } = conversation;
  if (kind !== 'group' || scopeAgencyId === null) return null;
  return { rootId: scopeAgencyId, posting: readPosting(posting) };
}

async function show(
  ctx: LinkedContext,
  { rootId, posting }: Group,
  how: 'reply' | 'answer',
): Promise<void> {
  const { tx, today, now, timeZone } = ctx;
  const scopeId = await scopeIn(ctx, rootId, posting);
  const names = await agenciesById(tx, [rootId, scopeId]);
  const hours = await loadOfficeHours(tx);
  const calendar = await loadCalendar(tx);
  const dueDays = (await duePeriods(tx)).map(({ dueOn }) => dueOn);
  // A day has one post, and what was due before the last change is not made up for.
  const over =
    minuteOfDay(now, timeZone) >= postMinute(posting, hours) ||
    (await isEnqueued(tx, postKey(ctx.conversation.id, today)));
  const from = over ? calendar.nextWorkingDay(today) : today;
  await ctx[how](
    postingMessage(
      {
        posting,
        registered: names.get(rootId)?.name ?? '',
        scope: names.get(scopeId)?.name ?? '',
        hours,
        next: nextPost(posting, from, dueDays, calendar),
        canPin: ctx.canPin,
        mayChange: can(ctx.actor, 'register_group', rootId),
      },
      ctx.t,
    ),
  );
}

/** The chosen agency as long as it is below the registered one. */
async function scopeIn(ctx: LinkedContext, rootId: number, { scopeId }: Posting): Promise<number> {
  if (scopeId === null) return rootId;
  return (await subtreeIds(ctx.tx, rootId)).includes(scopeId) ? scopeId : rootId;
}

async function showScopes(ctx: LinkedContext, group: Group, page: number): Promise<void> {
  const { rootId, posting } = group;
  const agencies = await agenciesById(ctx.tx, await subtreeIds(ctx.tx, rootId));
  const sorted = [...agencies.values()].sort(
    (a, b) =>
      Number(b.id === rootId) - Number(a.id === rootId) || a.name.localeCompare(b.name, 'vi'),
  );
  const chosen = await scopeIn(ctx, rootId, posting);
  await ctx.answer(scopesMessage(sorted, chosen, page, ctx.t));
}

/** What a button changes; null for what none of ours says. */
async function changeOf(
  ctx: LinkedContext,
  { rootId, posting }: Group,
  verb: string | undefined,
  value: string | undefined,
): Promise<Partial<Posting> | null> {
  const number = idArgument(value);
  switch (verb) {
    case 'd': {
      if (number === null || number < 1 || number > 7) return null;
      const days = new Set(posting.weekdays);
      if (!days.delete(number)) days.add(number);
      return { weekdays: [...days].sort() };
    }
    case 'h': {
      const offered = offeredHours(await loadOfficeHours(ctx.tx));
      return number !== null && offered.includes(number) ? { minute: number } : null;
    }
    case 'a':
      return { afterDue: !posting.afterDue };
    case 'p':
      return { pinned: !posting.pinned };
    case 'l': {
      const detail = POST_DETAILS.find((one) => one === value);
      return detail ? { detail } : null;
    }
    case 'b': {
      const by = POST_BY.find((one) => one === value);
      // Tapped again, it is left to the figures.
      return by ? { by: posting.by === by ? null : by } : null;
    }
    case 'o': {
      const below = number !== null && (await subtreeIds(ctx.tx, rootId)).includes(number);
      return below ? { scopeId: number === rootId ? null : number } : null;
    }
    default:
      return null;
  }
}
