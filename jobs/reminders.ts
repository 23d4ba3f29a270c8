import { scopeOf } from '../core/people/can.ts';
import { sendingTime } from '../core/reminders/office-hours.ts';
import { instantAt } from '../core/time/zone.ts';
import { dropExpired, enqueue, renewNotices } from '../db/queries/outbox.ts';
import { markTold } from '../db/queries/reminders.ts';
import { translator } from '../locales/index.ts';
import { canBeReached, planMorning } from '../office/reminders.ts';
import { digestMessage } from '../views/digest.ts';
import type { Job } from './job.ts';

/** The morning digests. A tick that comes after office hours does nothing: tomorrow covers it. */
export const reminders: Job = {
  name: 'reminders',
  atMinute: (ladder) => ladder.fromMinute,
  async run({ tx, now, today, timeZone, ladder, log }) {
    await dropExpired(tx, now);
    const plan = await planMorning(tx, today, ladder);
    const notBefore = sendingTime(now, ladder, plan.calendar, timeZone);
    if (!notBefore) return;
    const expiresAt = instantAt(today, ladder.untilMinute, timeZone);
    await renewNotices(tx, now, expiresAt);
    let sent = 0;
    for (const digest of plan.digests) {
      const target = plan.targets.get(digest.personId);
      const conversationId = target?.member.conversationId;
      if (!target || conversationId === null || conversationId === undefined) continue;
      if (!canBeReached(target.member)) continue;
      const coordinator = target.actor.grants.find(({ role }) => role === 'coordinator');
      const message = digestMessage(
        {
          digest,
          obligations: plan.obligations,
          own: scopeOf(target.actor, 'update'),
          seatId: coordinator?.seatId ?? null,
        },
        { now, today, timeZone },
        translator(target.member.locale),
      );
      const dedupeKey = `digest:${digest.personId}:${today}`;
      const outboxId = await enqueue(
        tx,
        { conversationId, kind: 'digest', message, dedupeKey, notBefore, expiresAt },
        now,
      );
      if (outboxId === null) continue;
      sent += 1;
      await markTold(
        tx,
        digest.items.flatMap((item) =>
          item.covers.map((rung) => ({
            obligationId: item.obligationId,
            personId: digest.personId,
            rung,
            toldOn: today,
            outboxId,
          })),
        ),
      );
    }
    log.info({ today, digests: sent }, 'reminders planned');
  },
};
