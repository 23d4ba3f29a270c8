import { join } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import type { Role } from '../../core/people/role.ts';
import { RETENTION } from '../../core/retention.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import type { Translate } from '../../locales/index.ts';
import type { BotContext } from '../context.ts';

/** What a newcomer is asked before their code is of use: what is kept, why, how long, who sees it. */
export async function consentQuestion(
  ctx: Pick<BotContext, 'tx' | 't'>,
  membership: { agencyId: number; role: Role },
): Promise<Outgoing> {
  const { t } = ctx;
  const agency = await agencyById(ctx.tx, membership.agencyId);
  const role = t.plain(`role.${membership.role}`);
  const who = t('privacy.code_good', { role, agency: agency?.name ?? '' });
  return {
    text: join([who, t('privacy.consent', { days: RETENTION.message_text.days })], '\n\n'),
    choices: consentChoices(t),
  };
}

export function consentChoices(t: Translate): Choice[][] {
  return [
    [
      { id: 'cs:yes', label: t.plain('privacy.agree') },
      { id: 'cs:no', label: t.plain('privacy.disagree') },
    ],
  ];
}
