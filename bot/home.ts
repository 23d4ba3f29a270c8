import type { Choice } from '../core/messages/message.ts';
import { type Actor, hasRole } from '../core/people/can.ts';
import type { Translate } from '../locales/index.ts';

/** Where a person goes on from here: to what they owe, or to the figures. */
export function homeChoices({ actor, t }: { actor: Actor; t: Translate }): Choice[] {
  return hasRole(actor, 'official', 'head')
    ? [{ id: 'my:0', label: t.plain('form.to_my_work') }]
    : [{ id: 'td:main', label: t.plain('help.see_progress') }];
}
