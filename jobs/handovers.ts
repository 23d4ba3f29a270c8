import type { Outgoing } from '../core/messages/message.ts';
import { can } from '../core/people/can.ts';
import { ANSWER_DAYS } from '../core/people/handover.ts';
import { nextOfficeTime } from '../core/reminders/office-hours.ts';
import { addDays } from '../core/time/local-date.ts';
import { instantAt, localDateAt } from '../core/time/zone.ts';
import { chatOf } from '../db/queries/contacts.ts';
import {
  closeHandover,
  type HandoverRow,
  type HandoverView,
  handoverView,
  holdsDuty,
  lockHandover,
  openHandovers,
} from '../db/queries/handovers.ts';
import { enqueue } from '../db/queries/outbox.ts';
import { allActors } from '../db/queries/people.ts';
import { type Translate, translator } from '../locales/index.ts';
import { loadCalendar } from '../office/calendar.ts';
import { reachableCoordinators } from '../office/coordinators.ts';
import { BY_THE_CALENDAR } from '../office/handovers/close-leave.ts';
import { endLeave } from '../office/handovers/end.ts';
import { dutyLoad } from '../office/handovers/load.ts';
import { handoverNotice, handoverUnanswered, welcomeBack } from '../views/handover.ts';
import type { Job, JobContext } from './job.ts';

/**
 * Every morning, before the reminders: leaves that are over end, and what nobody has accepted in
 * time goes back. Days off count too; the words about it wait for office hours.
 */
export const handovers: Job = {
  name: 'handovers',
  atMinute: (ladder) => ladder.fromMinute,
  async run(ctx) {
    let ended = 0;
    for (const seen of await openHandovers(ctx.tx)) {
      const what = await whatIsDue(ctx, seen);
      if (!what) continue;
      // Ending one leave may have ended another that was passed on from it; or somebody answered.
      const row = await lockHandover(ctx.tx, seen.id);
      const answered = row?.acceptedAt?.getTime() !== seen.acceptedAt?.getTime();
      if (!row || row.endedAt || answered) continue;
      if (what === 'end') await end(ctx, row);
      else await close(ctx, seen, what);
      ended += 1;
    }
    ctx.log.info({ today: ctx.today, ended }, 'handovers looked through');
  },
};

/** Whether a leave is over, or a request had its time or lost its giver. */
async function whatIsDue(
  { tx, now, today, timeZone }: JobContext,
  view: HandoverView,
): Promise<'end' | 'expired' | 'void' | null> {
  const leaveIsOver = view.until !== null && view.until < today;
  if (view.acceptedAt) return leaveIsOver ? 'end' : null;
  if (!(await holdsDuty(tx, view.personId, view))) return 'void';
  const lastDay = addDays(localDateAt(view.askedAt, timeZone), ANSWER_DAYS);
  const isLate = view.inviteExpiresAt ? view.inviteExpiresAt <= now : lastDay < today;
  return leaveIsOver || isLate ? 'expired' : null;
}

/** Ends a leave, with what was passed on from it; greets the giver and thanks the deputy. */
async function end(ctx: JobContext, row: HandoverRow): Promise<void> {
  const { tx, now, today } = ctx;
  for (const { leave, deputyKeeps } of await endLeave(tx, row, BY_THE_CALENDAR, now)) {
    const over = await handoverView(tx, leave.id);
    if (!over || over.toPersonId === null) continue;
    if (deputyKeeps) {
      await tellCoordinators(ctx, over, (t) => handoverNotice('deputy_keeps', over, t));
      await tell(ctx, over.toPersonId, (t) => handoverNotice('deputy_keeps', over, t));
      continue;
    }
    await tell(ctx, over.toPersonId, (t) => handoverNotice('ended_deputy', over, t));
    if (!(await holdsDuty(tx, over.personId, over))) continue;
    const load = await dutyLoad(tx, { id: over.personId, name: over.giverName }, over, today);
    await tell(ctx, over.personId, (t) => welcomeBack(over, load, ctx, t));
  }
}

/** Closes what nobody has accepted; everything stays with the giver, if it is still theirs. */
async function close(ctx: JobContext, view: HandoverView, why: 'expired' | 'void'): Promise<void> {
  await closeHandover(ctx.tx, view.id, why, ctx.now);
  if (why === 'void') return;
  await tell(ctx, view.personId, (t) => handoverUnanswered('expired_giver', view, t));
  await tellCoordinators(ctx, view, (t) => handoverNotice('expired_coordinator', view, t));
}

/** The coordinators who look after the agency, but for the two whom it is about. */
async function tellCoordinators(
  ctx: JobContext,
  view: HandoverView,
  messageFor: (t: Translate) => Outgoing,
): Promise<void> {
  const actors = await allActors(ctx.tx);
  for (const { personId } of await reachableCoordinators(ctx.tx, ctx.today)) {
    const actor = actors.get(personId);
    if (personId === view.personId || personId === view.toPersonId) continue;
    if (actor && can(actor, 'review', view.agencyId)) await tell(ctx, personId, messageFor);
  }
}

async function tell(
  { tx, now, ladder, timeZone }: JobContext,
  personId: number,
  messageFor: (t: Translate) => Outgoing,
): Promise<void> {
  const chat = await chatOf(tx, personId);
  if (!chat) return;
  const { conversationId, locale } = chat;
  const notBefore = nextOfficeTime(now, ladder, await loadCalendar(tx), timeZone);
  const expiresAt = instantAt(localDateAt(notBefore, timeZone), ladder.untilMinute, timeZone);
  const message = messageFor(translator(locale));
  await enqueue(tx, { conversationId, kind: 'notice', message, notBefore, expiresAt }, now);
}
