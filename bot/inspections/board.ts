import { join } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { can } from '../../core/people/can.ts';
import { inspectionBoard } from '../../office/inspections/board.ts';
import {
  INSPECTION_START,
  INSPECTION_VIEWS,
  type InspectionPlace,
  inspectionMessage,
} from '../../views/inspection.ts';
import { idArgument } from '../command.ts';
import type { BotContext } from '../context.ts';
import { viewScope, withoutScope } from '../scope.ts';

/** Answers with how inspections stand in what may be seen here; in a group figures only. */
export async function showInspections(
  ctx: BotContext,
  place: InspectionPlace = INSPECTION_START,
  how: 'reply' | 'answer' = 'reply',
): Promise<void> {
  const scope = await viewScope(ctx);
  if (!scope) return withoutScope(ctx);
  const withCards = ctx.conversation.kind === 'private';
  const board = await inspectionBoard(ctx.tx, scope.visible, ctx.now);
  const agencyId = scope.rootId;
  const seen = { action: 'saw.progress', subject: 'agency', subjectId: agencyId } as const;
  await ctx.audit({ ...seen, agencyId, details: { view: 'inspection', page: place.page } });
  const message = inspectionMessage(board, ctx, ctx.t, { place, withCards });
  const shown = board.campaigns.find(
    ({ campaign }) => campaign.id === (place.campaignId ?? board.campaigns[0]?.campaign.id),
  );
  const isMain =
    place.view === 'main' && (place.campaignId !== null || board.campaigns.length === 1);
  if (!shown || !isMain || !withCards) return ctx[how](message);
  await ctx[how](teamsPart(ctx, message, shown));
}

/** What only the team sees of an inspection: what the document leaves open, and its end. */
function teamsPart(
  ctx: BotContext,
  message: Outgoing,
  { campaign, details, entries }: Awaited<ReturnType<typeof inspectionBoard>>['campaigns'][number],
): Outgoing {
  if (!ctx.actor || !can(ctx.actor, 'inspect', campaign.issuerId)) return message;
  const { t } = ctx;
  const over = !campaign.closedAt && entries.every(({ phase }) => phase === 'closed');
  return {
    text: join(
      [
        message.text,
        details.questions.length > 0
          ? t('inspection.main.questions', { count: details.questions.length })
          : '',
      ],
      '\n\n',
    ),
    choices: [
      ...(message.choices ?? []),
      ...(over ? [[{ id: `ki:f:${campaign.id}`, label: t.plain('inspection.button.end') }]] : []),
    ],
  };
}

/** Where a button `kt:<inspection>[:<view>:<page>]` leads; anything else to the beginning. */
export function placeOf([campaign, view, page]: readonly string[]): InspectionPlace {
  return {
    campaignId: idArgument(campaign),
    view: INSPECTION_VIEWS.find((one) => one === view) ?? 'main',
    page: idArgument(page) ?? 0,
  };
}
