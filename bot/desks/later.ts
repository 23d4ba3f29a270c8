import { LATER } from '../forms/parking.ts';
import type { Desk } from './desk.ts';

/**
 * Lies on a form that was left for later, so that what is typed is not taken for its answers; the
 * session lifts it off when the person comes back to the form.
 */
export const laterDesk: Desk = {
  name: LATER,
  closed: async () => null,
  show: async () => {},
  text: async () => false,
  files: async () => false,
  left: (ctx) => ctx.t('form.cancelled'),
};
