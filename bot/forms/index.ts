import { adHocForm } from './ad-hoc.ts';
import { askInputForm } from './ask-input.ts';
import { calendarDayForm } from './calendar-day.ts';
import { extensionForm } from './extension.ts';
import { handOverForm } from './hand-over.ts';
import type { FormHandler } from './handler.ts';
import { inputForm } from './input.ts';
import { inspectionFindingForm } from './inspection-finding.ts';
import { muteForm } from './mute.ts';
import { officeHoursForm } from './office-hours.ts';
import { otherDateForm } from './other-date.ts';
import { proposalForm } from './proposal.ts';
import { proposalAnswerForm } from './proposal-answer.ts';
import { proposalForwardForm } from './proposal-forward.ts';
import { regimeForm } from './regime.ts';
import { returnForm } from './return.ts';
import { scoreAgainForm } from './score-again.ts';
import { scoreChangeForm } from './score-change.ts';
import { snoozeDateForm } from './snooze-date.ts';
import { targetValueForm } from './target-value.ts';
import { updateForm } from './update.ts';

/** Every form the bot knows; a new one is a new file and a line here. */
export const FORMS: readonly FormHandler[] = [
  updateForm,
  extensionForm,
  returnForm,
  adHocForm,
  proposalForm,
  proposalAnswerForm,
  proposalForwardForm,
  handOverForm,
  otherDateForm,
  askInputForm,
  inputForm,
  inspectionFindingForm,
  scoreChangeForm,
  scoreAgainForm,
  targetValueForm,
  calendarDayForm,
  officeHoursForm,
  regimeForm,
  snoozeDateForm,
  muteForm,
];

export function formNamed(name: string): FormHandler | null {
  return FORMS.find((handler) => handler.form.name === name) ?? null;
}
