import type { Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { can } from '../../core/people/can.ts';
import { answersTo, inputsFor, openInputs, withdrawInputs } from '../../db/queries/inputs.ts';
import {
  type AskedInput,
  lockedObligation,
  type ObligationView,
  obligationById,
  obligationsById,
} from '../../db/queries/obligations.ts';
import { coordinatingAgencies } from '../../office/inputs.ts';
import { moment } from '../../views/dates.ts';
import { inputDetail, inputsPage, taskName, whomToAsk } from '../../views/input.ts';
import { obligationName } from '../../views/obligation.ts';
import { type ChoiceHandler, idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { EVERYBODY } from '../forms/ask-input.ts';
import { recordInput } from '../forms/input.ts';
import { tellAgency } from '../notices.ts';
import { openAskInput } from '../open-ask-input.ts';
import { refuse } from '../refuse.ts';
import { workList } from '../work-list.ts';

type Verb = ChoiceHandler<LinkedContext>;

/**
 * Input of coordinating agencies, `in:<verb>:<obligation>…`: the lead agency asks (`ask`, `who`),
 * sees (`list`, `see`, `fi`) and takes back (`undo`); the asked one says that it has nothing to add
 * (`none`). Answering in words goes through `up:`, as for everything that is due.
 */
export const input: LinkedCommand = {
  name: 'gopy',
  words: ['gop y', 'y kien phoi hop'],
  where: 'private',
  roles: ['official', 'head'],
  access: 'linked',
  hidden: true,
  run: async (ctx) => ctx.reply(await workList(ctx, 0, { source: 'input' })),
  choices: {
    async in(ctx, [verb = '', ...args]) {
      if (!Object.hasOwn(VERBS, verb)) return ctx.reply({ text: ctx.t('refused.old_button') });
      await VERBS[verb]?.(ctx, args);
    },
  },
};

/** Every button about input: `in:<verb>:<arguments>`. */
export const VERBS: Readonly<Record<string, Verb>> = {
  at: async (ctx, [page]) =>
    ctx.answer(await workList(ctx, idArgument(page) ?? 0, { source: 'input' })),

  async ask(ctx, [id, page]) {
    const item = await askable(ctx, id);
    if (!item) return;
    const agencies = await coordinatingAgencies(ctx.tx, item, ctx.today);
    const [first] = agencies;
    if (!first) return ctx.reply({ text: ctx.t('input.nobody') });
    if (agencies.length === 1) return openAskInput(ctx, item, first.id);
    const shown = whomToAsk(item, agencies, idArgument(page) ?? 0, ctx.t);
    await ctx[page === undefined ? 'reply' : 'answer'](shown);
  },

  async who(ctx, [id, whom]) {
    const item = await askable(ctx, id);
    if (!item) return;
    // Whether that agency may be asked is the form's question.
    await openAskInput(ctx, item, whom === EVERYBODY ? EVERYBODY : (idArgument(whom) ?? -1));
  },

  async none(ctx, [id, sure]) {
    const { t } = ctx;
    const item = await lockedObligation(ctx.tx, idArgument(id) ?? -1);
    if (!item?.asked || !can(ctx.actor, 'update', item.agencyId)) return refuse(ctx, item);
    if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
    if (isSettled(item.state)) return refuse(ctx, item, 'settled');
    const name = obligationName(item, t);
    if (sure !== 'yes') {
      return ctx.reply({
        text: t('input.none_sure', { name, question: item.asked.question }),
        choices: [
          [{ id: `in:none:${item.id}:yes`, label: t.plain('input.none_yes') }],
          [{ id: `up:${item.id}`, label: t.plain('input.answer') }],
        ],
      });
    }
    await recordInput(ctx, item, null);
    const agency = item.asked.agencyShortName;
    const choices = [[{ id: 'my:0', label: t.plain('form.to_my_work') }]];
    await ctx.answer({ text: t('input.none_thanks', { agency, name }), choices });
  },

  async list(ctx, [id, page]) {
    const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
    if (!item || !can(ctx.actor, 'view', item.agencyId)) return refuse(ctx, null);
    const inputs = await inputsFor(ctx.tx, item.id);
    const answers = await answersTo(
      ctx.tx,
      inputs.map((one) => one.id),
    );
    if (inputs.length === 0) return ctx.reply({ text: ctx.t('input.none_asked') });
    await ctx.answer(inputsPage(item, inputs, answers, idArgument(page) ?? 0, ctx, ctx.t));
  },

  async see(ctx, [id]) {
    const found = await readable(ctx, id);
    if (!found) return refuse(ctx, null);
    const { item, asked } = found;
    const answer = (await answersTo(ctx.tx, [item.id])).get(item.id);
    await ctx.answer({
      text: inputDetail(item, asked, answer, ctx, ctx.t),
      choices: await detailChoices(ctx, item, asked, (answer?.files.length ?? 0) > 0),
    });
  },

  async fi(ctx, [id]) {
    const found = await readable(ctx, id);
    if (!found) return refuse(ctx, null);
    const answer = (await answersTo(ctx.tx, [found.item.id])).get(found.item.id);
    if (!answer || answer.files.length === 0) return ctx.reply({ text: ctx.t('input.no_files') });
    const [at, who] = [moment(answer.at, ctx, ctx.t), answer.personName ?? ''];
    for (const { name, mime, hash } of answer.files) {
      const text = ctx.t('obligation.file_from', { name, who, at });
      await ctx.reply({ text, document: { name, mime, hash } });
    }
  },

  async undo(ctx, [id, which, sure]) {
    const { t } = ctx;
    const found = await readable(ctx, id);
    if (!found) return refuse(ctx, null);
    const { item, asked } = found;
    if (!can(ctx.actor, 'update', asked.agencyId)) {
      return ctx.reply({ text: t('refused.not_your_role') });
    }
    const open = await openInputs(ctx.tx, { requestId: asked.requestId });
    const ids = which === 'all' ? open : open.filter((one) => one === item.id);
    if (ids.length === 0)
      return ctx.answer({ text: t('input.undo_over'), choices: toList(asked, t) });
    if (sure !== 'yes') {
      return ctx.answer({
        text: t('input.undo_sure', {
          whom:
            ids.length === 1 ? item.agencyName : t.plain('input.agencies', { count: ids.length }),
          question: asked.question,
        }),
        choices: [
          [{ id: `in:undo:${item.id}:${which}:yes`, label: t.plain('input.undo_yes') }],
          ...toList(asked, t),
        ],
      });
    }
    const by = { personId: ctx.actor.personId, channel: ctx.incoming.channel };
    await withdrawInputs(ctx.tx, ids, by, ctx.now);
    await ctx.answer({ text: t('input.undone', { count: ids.length }), choices: toList(asked, t) });
    for (const one of (await obligationsById(ctx.tx, ids)).values()) {
      const tell = (to: typeof t): { text: Markup } => ({
        text: to('input.told_undone', {
          agency: asked.agencyShortName,
          task: taskName(asked),
          question: asked.question,
        }),
      });
      await tellAgency(ctx, one.agencyId, tell);
    }
  },
};

/** The lead agency's own work for which input may be asked; null after saying why not. */
async function askable(ctx: LinkedContext, id: string | undefined): Promise<ObligationView | null> {
  const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
  const mine = item !== null && can(ctx.actor, 'update', item.agencyId);
  const why = item?.withdrawnAt ? 'withdrawn' : item && isSettled(item.state) ? 'settled' : null;
  if (mine && why === null) return item;
  await refuse(ctx, item, mine ? why : null);
  return null;
}

/** Input that the person may read: of an agency they may see, or asked for by one. */
async function readable(
  ctx: LinkedContext,
  id: string | undefined,
): Promise<{ item: ObligationView; asked: AskedInput } | null> {
  const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
  if (!item?.asked) return null;
  const { asked } = item;
  const may = [item.agencyId, asked.agencyId].some((agency) => can(ctx.actor, 'view', agency));
  return may ? { item, asked } : null;
}

async function detailChoices(
  ctx: LinkedContext,
  item: ObligationView,
  asked: AskedInput,
  hasFiles: boolean,
): Promise<Choice[][]> {
  const { t } = ctx;
  const rows: Choice[][] = [];
  if (hasFiles) rows.push([{ id: `in:fi:${item.id}`, label: t.plain('obligation.files') }]);
  const lead = can(ctx.actor, 'update', asked.agencyId);
  if (lead && !isSettled(item.state) && !item.withdrawnAt) {
    rows.push([{ id: `in:undo:${item.id}:one`, label: t.plain('input.undo_one') }]);
    const open = await openInputs(ctx.tx, { requestId: asked.requestId });
    if (open.length > 1) {
      const label = t.plain('input.undo_all', { count: open.length });
      rows.push([{ id: `in:undo:${item.id}:all`, label }]);
    }
  }
  return can(ctx.actor, 'view', asked.agencyId) ? [...rows, ...toList(asked, t)] : rows;
}

function toList({ parentId }: AskedInput, t: LinkedContext['t']): Choice[][] {
  return [[{ id: `in:list:${parentId}`, label: t.plain('input.to_list') }]];
}
