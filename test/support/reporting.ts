import { obligation } from './facts.ts';
import type { Person, Rehearsal } from './rehearsal.ts';

/** The first quarter's report that every agency of the demo owes on 8 March 2023. */
export const REPORT = 'Quý I/2023 – own';

/** An agency's official, holding a phone, and what they are about to report on. */
export interface Reporter extends Person {
  /** Writes; gives the text of the last answer. */
  hear(text: string): Promise<string>;
  /** Presses; gives the text of the last answer. */
  tap(label: string): Promise<string>;
  /** The labels under the newest message. */
  labels(): Promise<string[]>;
  /** The report as it stands. */
  report(): ReturnType<typeof obligation>;
}

/** The official of an agency, having tapped an answer to "how is the report?" if one is given. */
export async function reporter(
  office: Rehearsal,
  agency: string,
  state?: string,
): Promise<Reporter> {
  const person = office.person(`dm-${agency}`);
  const report = () => obligation(office, agency, REPORT);
  if (state !== undefined) await person.forges(`up:${(await report()).id}:${state}`);
  return {
    ...person,
    report,
    hear: async (text) => (await person.says(text)).at(-1)?.text ?? '',
    tap: async (label) => (await person.presses(label)).at(-1)?.text ?? '',
    labels: async () => (await person.sees()).at(-1)?.choices.map(({ label }) => label) ?? [],
  };
}
