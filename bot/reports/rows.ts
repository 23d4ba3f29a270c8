import { setCells } from '../../office/reports/draft.ts';
import { itemRows } from '../../views/reports/form.ts';
import type { LinkedContext } from '../context.ts';
import { type FormInHand, formInHand, showForm } from './figures.ts';
import { reloaded } from './open.ts';
import { placeIn } from './place.ts';
import { oldButton, refuseWriting } from './refused.ts';

/** Takes a row out of a form whose rows are free; asks first, for its words are lost by it. */
export async function removeRow(
  ctx: LinkedContext,
  hand: FormInHand,
  address: string | undefined,
  sure: boolean,
): Promise<void> {
  const { duty, index, owed } = hand;
  const place = placeIn(owed, address);
  const row = place && itemRows(owed).find(({ key }) => key === place.row);
  if (!row || owed.form.definition.rows.kind !== 'free') {
    return oldButton(ctx, hand.duty);
  }
  const to = (verb: string) => `bc:${duty.obligation.id}:${verb}:${index}:${address}`;
  if (!sure) {
    return ctx.answer({
      text: ctx.t('report.cell.remove_sure', { label: row.label }),
      choices: [
        [{ id: to('rmy'), label: ctx.t.plain('report.cell.remove_yes') }],
        [{ id: to('q'), label: ctx.t.plain('form.control.back') }],
      ],
    });
  }
  const cells = owed.form.columns.map(({ key }) => ({ row: row.key, column: key, text: null }));
  const set = await setCells(ctx.tx, duty.obligation.id, owed.form.code, cells, ctx.actor, ctx);
  if (!set.ok) return refuseWriting(ctx, duty);
  const after = await formInHand(ctx, await reloaded(ctx, duty), index);
  if (after) await showForm(ctx, after, { above: ctx.t('report.cell.removed') });
}
