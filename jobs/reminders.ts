import { scopeOf } from '../core/people/can.ts';
import { messagesOf } from '../core/reminders/messages.ts';
import { sendingTime } from '../core/reminders/office-hours.ts';
import type { Digest } from '../core/reminders/plan.ts';
import { instantAt, minuteOfDay } from '../core/time/zone.ts';
import { dropExpired, enqueue, renewNotices } from '../db/queries/outbox.ts';
import { REMINDERS_JOB } from '../db/queries/pauses.ts';
import { markTold } from '../db/queries/reminders.ts';
import { translator } from '../locales/index.ts';
import { adoptOldLadders } from '../office/ladders.ts';
import { planMorning, type ReminderPlan, type ReminderTarget } from '../office/reminders.ts';
import { digestMessage } from '../views/digest.ts';
import { singleReminder } from '../views/single-reminder.ts';
import type { Job, JobContext } from './job.ts';

/**
 * The morning's reminders, each at its person's own hour. A tick that comes after office hours does
 * nothing: tomorrow covers it.
 */
export const reminders: Job = {
  name: REMINDERS_JOB,
  atMinute: (ladder) => ladder.fromMinute,
  async run(ctx) {
    const { tx, now, today, timeZone, ladder, log } = ctx;
    await dropExpired(tx, now);
    await adoptOldLadders(tx, now);
    const minute = minuteOfDay(now, timeZone);
    const plan = await planMorning(tx, today, ladder, { minute });
    if (!sendingTime(now, ladder, plan.calendar, timeZone)) return;
    await renewNotices(tx, now, instantAt(today, ladder.untilMinute, timeZone));
    let people = 0;
    for (const digest of plan.digests) {
      const target = plan.targets.get(digest.personId);
      if (target && (await tell(ctx, plan, digest, target))) people += 1;
    }
    log.info({ today, digests: people }, 'reminders planned');
  },
};

/** Puts a person's messages of the morning in line; false when there is nowhere to write to. */
async function tell(
  { tx, now, today, timeZone, ladder }: JobContext,
  plan: ReminderPlan,
  digest: Digest,
  { member, actor }: ReminderTarget,
): Promise<boolean> {
  const { conversationId } = member;
  const { personId } = digest;
  if (conversationId === null) return false;
  const t = translator(member.locale);
  const { fromMinute, untilMinute, style } = plan.habits(personId);
  const from = instantAt(today, fromMinute, timeZone);
  const start = from > now ? from : now;
  const times = {
    // Not in the midday rest.
    notBefore: sendingTime(start, ladder, plan.calendar, timeZone) ?? start,
    expiresAt: instantAt(today, untilMinute, timeZone),
  };
  const own = scopeOf(actor, 'update');
  const coordinator = actor.grants.find(({ role }) => role === 'coordinator');
  const seatId = coordinator?.seatId ?? null;
  const { obligations, committees } = plan;
  const at = { now, today, timeZone };
  for (const { digest: part, alone } of messagesOf(digest, style, (item) =>
    own.has(item.agencyId),
  )) {
    const single = alone && obligations.get(alone.obligationId);
    const message = single
      ? singleReminder(single, alone, at, t)
      : digestMessage({ digest: part, obligations, own, seatId, committees }, at, t);
    const dedupeKey = `digest:${personId}:${today}${alone ? `:${alone.obligationId}` : ''}`;
    const outboxId = await enqueue(
      tx,
      { conversationId, kind: 'digest', message, dedupeKey, ...times },
      now,
    );
    if (outboxId === null) continue;
    await markTold(
      tx,
      part.items.flatMap(({ obligationId, covers }) =>
        covers.map((rung) => ({ obligationId, personId, rung, toldOn: today, outboxId })),
      ),
    );
  }
  return true;
}
