import { join, type Markup } from '../core/messages/markup.ts';
import type { Outgoing } from '../core/messages/message.ts';
import { isSettled } from '../core/obligations/obligation.ts';
import { type Actor, hasRole, scopeOf } from '../core/people/can.ts';
import type { Role } from '../core/people/role.ts';
import { obligationsOf } from '../db/queries/obligations.ts';
import type { BotContext } from './context.ts';
import { homeChoices } from './home.ts';

/** The first minute: who you are here, what you will get, what never to send. */
export async function welcome(
  ctx: BotContext,
  actor: Actor,
  membership: { agency: string; role: Role },
  /** What comes with it, when it was handed over. */
  handedOver: Markup | null = null,
): Promise<Outgoing> {
  const { t } = ctx;
  const owes = hasRole(actor, 'official', 'head');
  const owed = owes ? await obligationsOf(ctx.tx, scopeOf(actor, 'update')) : [];
  const open = owed.filter((item) => !isSettled(item.state)).length;
  return {
    text: join(
      [
        t('link.welcome', {
          agency: membership.agency,
          role: t.plain(`role.${membership.role}`),
        }),
        handedOver,
        t(owes ? 'link.first_steps_official' : 'link.first_steps_viewer', { count: open }),
        t('link.secrets'),
      ],
      '\n\n',
    ),
    choices: [homeChoices({ actor, t })],
  };
}
