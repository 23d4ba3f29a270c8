import { isSettled } from '../../core/obligations/obligation.ts';
import { scopeOf } from '../../core/people/can.ts';
import type { StatementContext } from '../../core/statements/statement.ts';
import { obligationsOf } from '../../db/queries/obligations.ts';
import { taskNumbers } from '../../db/queries/plans.ts';
import { reportPeriods } from '../../db/queries/reports.ts';
import { recentlyShown, type ShownMessage, shownMessage } from '../../db/queries/shown.ts';
import type { LinkedContext } from '../context.ts';

/** Further back nobody remembers the numbers of a list. */
const LOOKED_BACK = 30;

/** What somebody can mean: their open work with the numbers they last saw it under. */
export async function meantBy(ctx: LinkedContext): Promise<StatementContext> {
  const answered = await answeredMessage(ctx);
  const numbers = answered ? numbersOf(answered) : await lastNumbers(ctx);
  const all = await obligationsOf(ctx.tx, scopeOf(ctx.actor, 'update'));
  const items = all.filter(
    ({ id, state }) => !isSettled(state) || (numbers.has(id) && state !== 'accepted'),
  );
  const tasks = await taskNumbers(
    ctx.tx,
    items.flatMap(({ taskId }) => (taskId === null ? [] : [taskId])),
  );
  const periods = new Map((await reportPeriods(ctx.tx)).map(({ id, words }) => [id, words]));
  const replied = answered ? subjectsOf(answered) : [];
  const [only] = replied;
  return {
    today: ctx.today,
    obligations: items.map((item) => ({
      id: item.id,
      number: numbers.get(item.id) ?? null,
      taskNo: item.taskId === null ? null : (tasks.get(item.taskId) ?? null),
      title: item.asked?.title ?? item.title,
      product: item.product,
      sourceKind: item.sourceKind,
      periodWords: item.periodId === null ? [] : (periods.get(item.periodId) ?? []),
      dueOn: item.dueOn,
    })),
    replyTo: replied.length === 1 && items.some(({ id }) => id === only) ? (only ?? null) : null,
  };
}

async function answeredMessage(ctx: LinkedContext): Promise<ShownMessage | null> {
  const { content } = ctx.incoming;
  if (content.type !== 'text' || content.replyTo === undefined) return null;
  return shownMessage(ctx.tx, ctx.conversation.id, content.replyTo);
}

/** The numbers in the newest digest or list in the chat. */
async function lastNumbers(ctx: LinkedContext): Promise<ReadonlyMap<number, number>> {
  for (const message of await recentlyShown(ctx.tx, ctx.conversation.id, LOOKED_BACK)) {
    const numbers = numbersOf(message);
    if (numbers.size > 0) return numbers;
  }
  return new Map();
}

/** Obligation → its number in a message, as the labels of its choices have it ("2 xong", "2"). */
function numbersOf({ kind, choices }: ShownMessage): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const { id, label } of choices) {
    const obligation = obligationIn(id);
    const number = /^(\d{1,3})(?= |$)/.exec(label)?.[1];
    if (obligation !== null && number !== undefined) numbers.set(obligation, Number(number));
  }
  const subjects = subjectsOf({ kind, choices });
  const [only] = subjects;
  // The digest gives even a single task its number; its buttons need none.
  if (numbers.size === 0 && kind === 'digest' && subjects.length === 1 && only !== undefined) {
    numbers.set(only, 1);
  }
  return numbers;
}

/** The obligations that a message's choices are about. */
function subjectsOf({ choices }: ShownMessage): number[] {
  return [...new Set(choices.flatMap(({ id }) => obligationIn(id) ?? []))];
}

function obligationIn(choice: string): number | null {
  const id = /^(?:up|ob|bc|ex):(\d{1,9})(?::|$)/.exec(choice)?.[1];
  return id === undefined ? null : Number(id);
}
