import { join } from '../core/messages/markup.ts';
import type { Outgoing } from '../core/messages/message.ts';
import type { DigestItem } from '../core/reminders/plan.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import { distance, shortDate } from './dates.ts';
import { answerChoices, type Now, obligationName, stateText } from './obligation.ts';
import { pauseChoices } from './pauses.ts';

/** The reminder of one piece of work by itself, with that work's own answers. */
export function singleReminder(
  obligation: ObligationView,
  item: DigestItem,
  at: Now,
  t: Translate,
): Outgoing {
  const late = item.daysLeft < 0;
  return {
    text: join([
      t(late ? 'reminding.single_late' : 'reminding.single', {
        name: obligationName(obligation, t, 220),
        agency: obligation.agencyName,
        due: obligation.dueOn ? shortDate(obligation.dueOn, at.today) : '',
        distance: distance(item.daysLeft, t),
      }),
      obligation.state === 'not_started'
        ? ''
        : t('reminding.single_state', { state: stateText(obligation, t) }),
    ]),
    choices: [...answerChoices(obligation, t), ...pauseChoices(obligation, t)],
  };
}
