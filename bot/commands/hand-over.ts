import { join } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { type Duty, handableDuties, handableDuty } from '../../core/people/handover.ts';
import { isRole } from '../../core/people/role.ts';
import { agenciesById } from '../../db/queries/agencies.ts';
import {
  closeHandover,
  type HandoverRow,
  handoverView,
  lockHandover,
  openHandoversOf,
} from '../../db/queries/handovers.ts';
import { acceptAsked } from '../../office/handovers/accept.ts';
import { endLeave } from '../../office/handovers/end.ts';
import { dutyLoad } from '../../office/handovers/load.ts';
import { movedEntry } from '../../office/handovers/moved-entry.ts';
import {
  dutyText,
  handoverLine,
  handoverUnanswered,
  loadText,
  termText,
  welcomeBack,
} from '../../views/handover.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { handoverContext, tellWithdrawn } from '../forms/hand-over.ts';
import { startForm } from '../forms/session.ts';
import { tellAccepted, thankDeputies, writeTo } from '../handover-notices.ts';

/** `/bangiao`: what I answer for goes to a colleague, for a leave or for good. */
export const handOver: LinkedCommand = {
  name: 'bangiao',
  words: ['ban giao', 'nghi phep', 'xin nghi phep', 'di vang', 'chuyen cong tac', 'nghi huu'],
  where: 'private',
  roles: ['official', 'head', 'coordinator'],
  access: 'linked',
  async run(ctx) {
    const open = await openHandoversOf(ctx.tx, ctx.actor.personId);
    return open.length > 0 ? showOpen(ctx, open) : pickDuty(ctx);
  },
  choices: {
    async bg(ctx, [verb, first, second]) {
      if (verb === 'new') return pickDuty(ctx);
      if (verb === 'duty') return begin(ctx, idArgument(first), second ?? '', {});
      const id = idArgument(first) ?? -1;
      switch (verb) {
        case 'yes':
          return accept(ctx, id);
        case 'no':
          return decline(ctx, id);
        case 'cancel':
          return cancel(ctx, id);
        case 'end':
          return endEarly(ctx, id);
        case 'again':
          return askSomebodyElse(ctx, id);
      }
      await ctx.reply({ text: ctx.t('handover.old_button') });
    },
  },
};

type OpenHandover = Awaited<ReturnType<typeof openHandoversOf>>[number];

/** What runs or waits for an answer, and what can be done about it. */
async function showOpen(ctx: LinkedContext, open: readonly OpenHandover[]): Promise<void> {
  const { t, actor } = ctx;
  const mine = open.filter(({ personId }) => personId === actor.personId);
  const choices = mine.map((view): Choice[] => {
    const label = t.plain(view.acceptedAt ? 'handover.end_early' : 'handover.cancel');
    const id = `bg:${view.acceptedAt ? 'end' : 'cancel'}:${view.id}`;
    return [{ id, label: mine.length > 1 ? `${label}: ${view.agencyShortName}` : label }];
  });
  const more = handableDuties(actor).length > 0;
  await ctx.reply({
    text: join([
      t('handover.title'),
      ...open.map((view) => handoverLine(view, actor.personId, ctx, t)),
    ]),
    choices: [
      ...choices,
      more ? [{ id: 'bg:new', label: t.plain('handover.another') }] : [],
    ].filter((row) => row.length > 0),
  });
}

async function pickDuty(ctx: LinkedContext): Promise<void> {
  const { t } = ctx;
  const duties = handableDuties(ctx.actor);
  const [only, ...others] = duties;
  if (!only) return ctx.reply({ text: t('handover.nothing') });
  if (others.length === 0) return begin(ctx, only.agencyId, only.role, {});
  const agencies = await agenciesById(
    ctx.tx,
    duties.map(({ agencyId }) => agencyId),
  );
  await ctx.reply({
    text: t('handover.pick'),
    choices: duties.map(({ agencyId, role }) => {
      const agencyName = agencies.get(agencyId)?.shortName ?? '';
      return [{ id: `bg:duty:${agencyId}:${role}`, label: dutyText({ role, agencyName }, t) }];
    }),
  });
}

async function begin(
  ctx: LinkedContext,
  agencyId: number | null,
  role: string,
  answers: Record<string, unknown>,
): Promise<void> {
  const duty: Duty | null = agencyId !== null && isRole(role) ? { agencyId, role } : null;
  if (!duty || !handableDuty(ctx.actor, duty)) {
    return ctx.reply({ text: ctx.t('handover.not_yours') });
  }
  const context = await handoverContext(ctx, duty);
  await startForm(ctx, 'hand_over', { context: { ...context }, answers });
}

async function accept(ctx: LinkedContext, id: number): Promise<void> {
  const { t } = ctx;
  const accepted = await acceptAsked(ctx.tx, id, byActor(ctx), ctx);
  if (!accepted.ok) return ctx.answer({ text: t(`handover.not_accepted.${accepted.why}`) });
  const view = await handoverView(ctx.tx, id);
  if (!view) throw new Error(`handover ${id} vanished`);
  await ctx.audit(movedEntry(view));
  const load = await dutyLoad(ctx.tx, { ...ctx.actor, id: ctx.actor.personId }, view, ctx.today);
  const words = { duty: dutyText(view, t), term: termText(view, t), giver: view.giverName };
  await ctx.answer({
    text: join([t('handover.accepted', words), loadText(load, ctx, t)]),
    choices: [
      view.role === 'coordinator'
        ? [{ id: 'td:main', label: t.plain('help.see_progress') }]
        : [{ id: 'my:0', label: t.plain('form.to_my_work') }],
    ],
  });
  ctx.log.info({ handover: id, kind: view.kind }, 'handover accepted');
  await tellAccepted(ctx, view);
}

async function decline(ctx: LinkedContext, id: number): Promise<void> {
  const asked = await lockHandover(ctx.tx, id);
  if (!asked || asked.toPersonId !== ctx.actor.personId) {
    return ctx.answer({ text: ctx.t('handover.not_accepted.not_yours') });
  }
  const over = settled(asked);
  if (over) return ctx.answer({ text: ctx.t(`handover.not_accepted.${over}`) });
  await closeHandover(ctx.tx, id, 'declined', ctx.now);
  const view = await handoverView(ctx.tx, id);
  if (!view) throw new Error(`handover ${id} vanished`);
  await ctx.answer({ text: ctx.t('handover.declined', { giver: view.giverName }) });
  await writeTo(ctx, view.personId, (t) => handoverUnanswered('declined_giver', view, t));
}

/** The giver's own handover, locked; a polite word where it is another's or there is none. */
async function ownHandover(ctx: LinkedContext, id: number): Promise<HandoverRow | null> {
  const row = await lockHandover(ctx.tx, id);
  if (row?.personId === ctx.actor.personId) return row;
  await ctx.reply({ text: ctx.t('handover.not_accepted.not_yours') });
  return null;
}

async function cancel(ctx: LinkedContext, id: number): Promise<void> {
  const asked = await ownHandover(ctx, id);
  if (!asked) return;
  const over = settled(asked);
  if (over) return ctx.answer({ text: ctx.t(`handover.not_accepted.${over}`) });
  await closeHandover(ctx.tx, id, 'cancelled', ctx.now);
  await ctx.answer({ text: ctx.t('handover.cancelled') });
  await tellWithdrawn(ctx, id);
}

async function endEarly(ctx: LinkedContext, id: number): Promise<void> {
  const leave = await ownHandover(ctx, id);
  if (!leave) return;
  if (leave.kind !== 'leave' || !leave.acceptedAt || leave.endedAt) {
    return ctx.answer({ text: ctx.t('handover.not_accepted.closed') });
  }
  const view = await handoverView(ctx.tx, id);
  if (!view) throw new Error(`handover ${id} vanished`);
  if (!handableDuty(ctx.actor, view)) return ctx.reply({ text: ctx.t('handover.not_yours') });
  const ended = await endLeave(ctx.tx, leave, byActor(ctx), ctx.now);
  const load = await dutyLoad(ctx.tx, { ...ctx.actor, id: ctx.actor.personId }, view, ctx.today);
  await ctx.answer(welcomeBack(view, load, ctx, ctx.t));
  await thankDeputies(ctx, ended);
}

/** After a refusal or silence: the same again, only for somebody else. */
async function askSomebodyElse(ctx: LinkedContext, id: number): Promise<void> {
  const asked = await ownHandover(ctx, id);
  if (!asked) return;
  if (asked.acceptedAt) return ctx.reply({ text: ctx.t('handover.not_accepted.taken') });
  const until = asked.until !== null && asked.until >= ctx.today ? { until: asked.until } : {};
  await begin(ctx, asked.agencyId, asked.role, { kind: asked.kind, ...until });
}

/** Who acts, and on which channel, for the record. */
function byActor({ actor, incoming }: LinkedContext): { personId: number; channel: string } {
  return { personId: actor.personId, channel: incoming.channel };
}

function settled({ acceptedAt, endedAt }: HandoverRow): 'taken' | 'closed' | null {
  if (acceptedAt) return 'taken';
  return endedAt ? 'closed' : null;
}
