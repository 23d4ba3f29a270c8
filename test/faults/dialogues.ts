import { expect } from 'vitest';
import { inbox } from '../../db/schema/index.ts';
import { compareWithChats, type Delivered, settled } from './delivered.ts';
import { type FaultyOffice, storedReports } from './office.ts';
import { drawReport, fillIn, type Report } from './patient-person.ts';
import { patience, worstDelay } from './size.ts';

export interface Dialogues {
  /** Resolves once everybody has been invited: from then on only the bot is asked. */
  begun: Promise<unknown>;
  /** True when everybody has reported on everything. */
  over(): boolean;
  /** Resolves once it is over, rejects if somebody waited in vain; gives how much was said. */
  end: Promise<number>;
  intended: readonly Report[];
}

/** Several people link their accounts and report, all at the same time, each at their own pace. */
export function holdDialogues(
  office: FaultyOffice,
  people: readonly string[],
  reportsEach: number,
  random: () => number,
): Dialogues {
  const intended: Report[] = [];
  let over = false;
  const invited = people.map((code) => office.newcomer(code));
  const all = invited.map(async (newcomer) => {
    const { person, invite, obligations } = await newcomer;
    const reports = obligations.slice(0, reportsEach).map((id) => drawReport(id, random));
    intended.push(...reports);
    person.sends(`/start ${invite}`);
    await person.hears();
    let said = 1;
    for (const report of reports) {
      const more = await fillIn(person, report);
      said += more;
    }
    return said;
  });
  const end = Promise.all(all)
    .then((counts) => counts.reduce((sum, one) => sum + one, 0))
    .finally(() => {
      over = true;
    });
  // A failure shows where it is awaited.
  end.catch(() => undefined);
  return { begun: Promise.all(invited), over: () => over, end, intended };
}

/** What was said and what came of it. */
export interface Spoken extends Delivered {
  said: number;
  handled: number;
  reports: number;
  answers: { accepted: number; lost: number; doubled: number };
  worstDelayMs: number;
}

/**
 * Checks that everything said was handled once, every report stored once as it was meant, and every
 * reply delivered. @returns the figures
 */
export async function expectNothingLost(
  office: FaultyOffice,
  dialogues: Dialogues,
): Promise<Spoken> {
  const said = await dialogues.end;
  await settled(office, patience(20_000));
  const stored = await storedReports(office.db);
  expect(byObligation(stored)).toEqual(byObligation(dialogues.intended));
  const handled = await office.db.select().from(inbox);
  expect(handled).toHaveLength(said);
  expect(handled.filter(({ failure }) => failure !== null)).toEqual([]);
  const delivered = await compareWithChats(office);
  expect(delivered).toMatchObject({ sent: delivered.due, lost: 0 });
  return {
    said,
    handled: handled.length,
    reports: stored.length,
    answers: {
      accepted: handled.length,
      lost: said - handled.length,
      doubled: stored.length - dialogues.intended.length,
    },
    worstDelayMs: await worstDelay(office.db),
    ...delivered,
  };
}

function byObligation(reports: readonly { obligation: number }[]) {
  return reports.toSorted((a, b) => a.obligation - b.obligation);
}
