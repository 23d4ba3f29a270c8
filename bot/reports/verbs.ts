import type { ReportDuty } from '../../office/reports/duty.ts';
import { idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { focusOf } from '../forms/stack.ts';
import { discard, openAgain, showCard, showHistory } from './card.ts';
import {
  ask,
  askRow,
  type FormInHand,
  formInHand,
  goOn,
  nothingToReport,
  showForm,
  tapCell,
  tapRest,
} from './figures.ts';
import { showArea, showAreas, showSection, undoParagraph } from './narrative.ts';
import { placeIn } from './place.ts';
import { oldButton } from './refused.ts';
import { accept, askRemark, beginReturn, pickPart, RETURN_DESK, sendReturn } from './review.ts';
import { removeRow } from './rows.ts';
import { askExplanation, send, showSending } from './sending.ts';
import { askFollowing, askWrong, showSlips } from './slips.ts';
import { takeOwnProposals } from './take-proposals.ts';
import { sendTemplates } from './templates.ts';

/** What a button of a report does; `args` is what follows the verb. */
export interface Verb {
  /** What the person must be allowed to do to the report's agency. */
  right: 'view' | 'update' | 'review';
  run(ctx: LinkedContext, duty: ReportDuty, args: string[]): Promise<void>;
}

type FormStep = (ctx: LinkedContext, hand: FormInHand, args: string[]) => Promise<void>;

/** A button that names a form of the report first. */
function onForm(right: Verb['right'], step: FormStep): Verb {
  return {
    right,
    async run(ctx, duty, [which, ...args]) {
      const hand = await formInHand(ctx, duty, idArgument(which));
      if (hand) await step(ctx, hand, args);
    },
  };
}

const tap = (verb: 'k' | 'z' | 'b' | 'j' | 'u') =>
  onForm('update', (ctx, hand, [address]) => tapCell(ctx, hand, verb, address));

/** A button at the reviewer's desk: it means the report that is being returned. */
function onReturn(
  step: (
    ctx: LinkedContext,
    duty: ReportDuty,
    focus: NonNullable<ReturnType<typeof focusOf>>,
    args: string[],
  ) => Promise<void>,
): Verb {
  return {
    right: 'review',
    async run(ctx, duty, args) {
      const focus = focusOf(ctx, RETURN_DESK);
      if (focus?.obligation !== duty.obligation.id) {
        return oldButton(ctx, duty);
      }
      await step(ctx, duty, focus, args);
    },
  };
}

/** Every button below a report: `bc:<obligation>:<verb>:<arguments>`. */
export const VERBS: Readonly<Record<string, Verb>> = {
  card: { right: 'view', run: (ctx, duty) => showCard(ctx, duty) },
  /** From a list, a notice or a receipt, which stays. */
  see: { right: 'view', run: (ctx, duty) => showCard(ctx, duty, { how: 'reply' }) },
  a: { right: 'update', run: openAgain },
  d: { right: 'update', run: discard },
  h: { right: 'view', run: showHistory },
  f: onForm('view', (ctx, hand, [page]) => showForm(ctx, hand, { page: idArgument(page) ?? 0 })),
  g: onForm('update', (ctx, hand) => goOn(ctx, hand, null)),
  w: onForm('update', askWrong),
  q: onForm('update', async (ctx, hand, [address]) => {
    const place = placeIn(hand.owed, address);
    if (place) return ask(ctx, hand, place);
    await oldButton(ctx, hand.duty);
  }),
  k: tap('k'),
  z: tap('z'),
  b: tap('b'),
  zz: onForm('update', (ctx, hand, [address]) => tapRest(ctx, hand, address)),
  j: tap('j'),
  u: tap('u'),
  /** The sums and rates that are printed. */
  st: onForm('update', (ctx, hand, [kind]) =>
    askFollowing(ctx, hand, kind === 'totals' ? 'totals' : 'computed'),
  ),
  l: onForm('view', (ctx, hand, [page]) => showSlips(ctx, hand, idArgument(page) ?? 0)),
  rm: onForm('update', (ctx, hand, [address]) => removeRow(ctx, hand, address, false)),
  rmy: onForm('update', (ctx, hand, [address]) => removeRow(ctx, hand, address, true)),
  r: onForm('update', (ctx, hand, [row]) => askRow(ctx, hand, idArgument(row))),
  new: onForm('update', (ctx, hand) => askRow(ctx, hand, 'new')),
  no0: onForm('update', nothingToReport),
  x: {
    right: 'update',
    run: (ctx, duty, [which]) => sendTemplates(ctx, duty, idArgument(which)),
  },
  n: { right: 'view', run: showAreas },
  na: { right: 'update', run: (ctx, duty, [area]) => showArea(ctx, duty, idArgument(area)) },
  ns: {
    right: 'update',
    run: (ctx, duty, [at]) => showSection(ctx, duty, duty.sections[idArgument(at) ?? -1]),
  },
  nx: {
    right: 'update',
    run: (ctx, duty, [at, count]) =>
      undoParagraph(ctx, duty, duty.sections[idArgument(at) ?? -1], idArgument(count)),
  },
  /** What was sent as difficulties and proposals, into the report. */
  np: {
    right: 'update',
    run: (ctx, duty, [which, count]) => takeOwnProposals(ctx, duty, which, idArgument(count)),
  },
  s: { right: 'update', run: (ctx, duty) => showSending(ctx, duty) },
  e: { right: 'update', run: askExplanation },
  go: { right: 'update', run: send },
  ok: { right: 'review', run: (ctx, duty, [number]) => accept(ctx, duty, idArgument(number)) },
  no: { right: 'review', run: (ctx, duty, [number]) => beginReturn(ctx, duty, idArgument(number)) },
  rp: onReturn((ctx, duty, focus, [part]) => askRemark(ctx, duty, focus, idArgument(part))),
  rb: onReturn(pickPart),
  rs: onReturn(sendReturn),
};
