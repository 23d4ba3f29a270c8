import { join, type Markup } from '../core/messages/markup.ts';
import type { Outgoing } from '../core/messages/message.ts';
import { isSettled } from '../core/obligations/obligation.ts';
import { type Actor, hasRole, scopeOf } from '../core/people/can.ts';
import type { Role } from '../core/people/role.ts';
import { obligationsOf } from '../db/queries/obligations.ts';
import type { BotContext } from './context.ts';
import { homeChoices } from './home.ts';

/**
 * The first minute: who you are here, what you will get, what never to send, and where to begin. A
 * further role of somebody who has been here before is one line.
 */
export async function welcome(
  ctx: BotContext,
  actor: Actor,
  membership: { agency: string; role: Role; newcomer: boolean },
  /** What comes with it, when it was handed over. */
  handedOver: Markup | null = null,
): Promise<Outgoing> {
  const { t } = ctx;
  const { agency } = membership;
  const role = t.plain(`role.${membership.role}`);
  const home = homeChoices({ actor, t });
  if (!membership.newcomer) {
    const text = join([t('link.one_more', { agency, role }), handedOver], '\n\n');
    return { text, choices: [home] };
  }
  const owes = hasRole(actor, 'official', 'head');
  const owed = owes ? await obligationsOf(ctx.tx, scopeOf(actor, 'update')) : [];
  const open = owed.filter((item) => !isSettled(item.state)).length;
  return {
    text: join(
      [
        t('link.welcome', { agency, role }),
        handedOver,
        t(firstSteps(actor), { count: open }),
        t('link.secrets'),
      ],
      '\n\n',
    ),
    choices: owes ? [[{ id: 'go:try', label: t.plain('intro.button') }], home] : [home],
  };
}

function firstSteps(actor: Actor): string {
  if (hasRole(actor, 'official', 'head')) return 'link.first_steps_official';
  return hasRole(actor, 'coordinator') ? 'link.first_steps_coordinator' : 'link.first_steps_viewer';
}
