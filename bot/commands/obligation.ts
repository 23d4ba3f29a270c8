import { join } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { lastStatement, openProposal, openWish } from '../../core/obligations/history.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { can } from '../../core/people/can.ts';
import { muteOn } from '../../core/reminders/pause.ts';
import { answersTo, inputsFor } from '../../db/queries/inputs.ts';
import {
  type HistoryEntry,
  historyOf,
  type ObligationView,
  obligationById,
} from '../../db/queries/obligations.ts';
import { pausesOf } from '../../db/queries/pauses.ts';
import { coordinatingAgencies } from '../../office/inputs.ts';
import { moment } from '../../views/dates.ts';
import { countsOf, inputPart } from '../../views/input.ts';
import { inspectionChoices } from '../../views/inspection-card.ts';
import {
  answerChoices,
  extensionChoices,
  historyLine,
  obligationCard,
} from '../../views/obligation.ts';
import { otherDateChoices } from '../../views/other-date.ts';
import { liftChoice, pauseChoices, pauseMark } from '../../views/pauses.ts';
import { attachChoice } from '../../views/proposal.ts';
import { type ChoiceHandler, idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { refuse } from '../refuse.ts';

const HISTORY = 8;

/** `/chitiet <number>`: one obligation with its answers and history. Mostly reached by buttons. */
export const obligation: LinkedCommand = {
  name: 'chitiet',
  words: [],
  where: 'private',
  access: 'linked',
  hidden: true,
  run: (ctx, argument) => open(ctx, [argument]),
  choices: {
    /** The evidence of the last statement, each file as a message. */
    async fi(ctx, [id]) {
      const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'view', item.agencyId)) return refuse(ctx, null);
      await noteSeen(ctx, item, 'saw.file');
      const said = lastStatement(await historyOf(ctx.tx, item.id));
      const at = said ? moment(said.at, ctx, ctx.t) : '';
      const who = said?.personName ?? ctx.t.plain('history.system');
      for (const { name, mime, hash } of said?.files ?? []) {
        const text = ctx.t('obligation.file_from', { name, who, at });
        await ctx.reply({ text, document: { name, mime, hash } });
      }
    },
    // `ob:<id>:back` from the history turns the card over again, others open it below. What follows
    // `back` or `from` is the list of `/tiendo` it was opened from, without its "td:".
    ob: (ctx, args) => open(ctx, args),
    async hi(ctx, [id, ...list]) {
      const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'view', item.agencyId)) return refuse(ctx, null);
      await noteSeen(ctx, item, 'saw.obligation');
      const entries = await historyOf(ctx.tx, item.id);
      await ctx.answer({
        text: join([
          obligationCard(item, entries, ctx, ctx.t),
          ctx.t('history.title'),
          ...(entries.length > 0
            ? entries.slice(-HISTORY).map((entry) => historyLine(entry, ctx, ctx.t))
            : [ctx.t('history.none')]),
        ]),
        choices: [
          [{ id: ['ob', item.id, 'back', ...list].join(':'), label: ctx.t.plain('tiendo.back') }],
        ],
      });
    },
  },
};

const open: ChoiceHandler<LinkedContext> = async (ctx, [id, from, ...list]) => {
  const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
  if (!item || !can(ctx.actor, 'view', item.agencyId)) return refuse(ctx, null);
  await noteSeen(ctx, item, 'saw.obligation');
  const history = await historyOf(ctx.tx, item.id);
  const inputs = item.sourceKind === 'plan' ? await inputsFor(ctx.tx, item.id) : [];
  const answers = await answersTo(
    ctx.tx,
    inputs.map((one) => one.id),
  );
  const pauses = (await pausesOf(ctx.tx, [item.id])).get(item.id) ?? [];
  const card = join([
    obligationCard(item, history, ctx, ctx.t),
    pauseMark(pauses, ctx.actor.personId, ctx.today, ctx.t),
  ]);
  await ctx[from === 'back' ? 'answer' : 'reply']({
    text: join([card, inputPart(inputs, answers, ctx, ctx.t)], '\n\n'),
    choices: [
      ...choicesFor(item, history, ctx, list),
      ...remindingChoices(item, muteOn(pauses, ctx.today) !== null, ctx),
      ...(await inputChoices(ctx, item, inputs)),
      ...backToList(list, ctx),
    ],
  });
};

/** Back to the list of `/tiendo` in which the obligation was pressed. */
function backToList(list: readonly string[], ctx: LinkedContext): Choice[][] {
  if (list.length === 0) return [];
  return [[{ id: ['td', ...list].join(':'), label: ctx.t.plain('tiendo.back_to_list') }]];
}

/** Looking at another agency's work goes on record, and so does opening anybody's files. */
async function noteSeen(
  ctx: LinkedContext,
  item: ObligationView,
  action: 'saw.obligation' | 'saw.file',
): Promise<void> {
  const { id, agencyId } = item;
  if (action === 'saw.obligation' && can(ctx.actor, 'update', agencyId)) return;
  await ctx.audit({ action, subject: 'obligation', subjectId: id, agencyId });
}

/** Asking coordinating agencies for their input, and what they were asked and said so far. */
async function inputChoices(
  ctx: LinkedContext,
  item: ObligationView,
  inputs: readonly ObligationView[],
): Promise<Choice[][]> {
  const { t } = ctx;
  const rows: Choice[][] = [];
  const open = !item.withdrawnAt && !isSettled(item.state);
  if (open && can(ctx.actor, 'update', item.agencyId)) {
    const agencies = await coordinatingAgencies(ctx.tx, item, ctx.today);
    if (agencies.length > 0) rows.push([{ id: `in:ask:${item.id}`, label: t.plain('input.ask') }]);
  }
  if (inputs.length > 0) {
    rows.push([{ id: `in:list:${item.id}`, label: t.plain('input.see', countsOf(inputs)) }]);
  }
  return rows;
}

/** Putting off and stopping reminders; for whoever looks after the work, stopping only. */
function remindingChoices(item: ObligationView, muted: boolean, ctx: LinkedContext): Choice[][] {
  const { t, actor } = ctx;
  if (item.withdrawnAt || isSettled(item.state) || item.dueOn === null) return [];
  const owns = can(actor, 'update', item.agencyId);
  if (!owns && !can(actor, 'review', item.agencyId)) return [];
  if (muted) return [[liftChoice(item.id, t)]];
  const rows = pauseChoices(item, t);
  if (owns) return rows;
  const [row] = rows.map((one) => one.filter(({ id }) => id.startsWith('tn:')));
  return row && row.length > 0 ? [row] : [];
}

function choicesFor(
  item: ObligationView,
  entries: readonly HistoryEntry[],
  ctx: LinkedContext,
  list: readonly string[],
): Choice[][] {
  const { t, actor } = ctx;
  const history = [
    { id: ['hi', item.id, ...list].join(':'), label: t.plain('obligation.history') },
  ];
  if (lastStatement(entries)?.files.length) {
    history.unshift({ id: `fi:${item.id}`, label: t.plain('obligation.files') });
  }
  if (item.withdrawnAt) return [history];
  const wished = openWish(item.state, entries);
  const rows: Choice[][] = [];
  if (item.sourceKind === 'report') {
    rows.push([{ id: `bc:${item.id}:see`, label: t.plain('report.button.open') }]);
  }
  if (can(actor, 'update', item.agencyId)) {
    const proposed = openProposal(item.state, entries);
    if (proposed) rows.push(...otherDateChoices(item, proposed, ctx, t));
    if (!isSettled(item.state)) rows.push(...answerChoices(item, t));
    else if (item.sourceKind === 'input') {
      rows.push([{ id: `up:${item.id}`, label: t.plain('input.again') }]);
    } else if (item.state !== 'accepted') {
      rows.push([{ id: `up:${item.id}`, label: t.plain('form.update.again') }]);
    }
  }
  if (item.state === 'blocked' && can(actor, 'propose', item.agencyId)) {
    rows.push([attachChoice(item, t)]);
  }
  if (can(actor, 'review', item.agencyId)) {
    if (wished) rows.push(...extensionChoices(item, wished, t));
    if (item.state === 'done' && item.sourceKind !== 'input') {
      rows.push([
        { id: `rv:ok:${item.id}`, label: t.plain('review.accept') },
        { id: `rv:no:${item.id}`, label: t.plain('review.return') },
      ]);
    }
  }
  return [...rows, ...inspectionChoices(item, t), history];
}
