import type { LocalDate } from '../core/time/local-date.ts';
import { endOfDay } from '../core/time/zone.ts';
import type { Tx } from '../db/client.ts';
import { type AgencyRow, agenciesById } from '../db/queries/agencies.ts';
import { addInputRequest, inputsFor } from '../db/queries/inputs.ts';
import type { ObligationRow, ObligationView } from '../db/queries/obligations.ts';
import { taskById } from '../db/queries/plans.ts';
import { addObligations } from '../db/queries/sources.ts';

/** The agencies the plan names for working together on a task, as far as they exist on a day. */
export async function coordinatingAgencies(
  tx: Tx,
  item: Pick<ObligationRow, 'sourceKind' | 'taskId' | 'agencyId'>,
  day: LocalDate,
): Promise<AgencyRow[]> {
  if (item.sourceKind !== 'plan' || item.taskId === null) return [];
  const task = await taskById(tx, item.taskId);
  const known = await agenciesById(tx, task?.coordinatingAgencyIds ?? []);
  return (task?.coordinatingAgencyIds ?? []).flatMap((id) => {
    const agency = known.get(id);
    if (!agency || id === item.agencyId) return [];
    const exists =
      (agency.validFrom === null || agency.validFrom <= day) &&
      (agency.validTo === null || day <= agency.validTo);
    return exists ? [agency] : [];
  });
}

/** What is asked, of whom, by when. */
export interface InputWanted {
  agencyIds: readonly number[];
  question: string;
  dueOn: LocalDate;
  personId: number;
  channel: string;
}

/**
 * Asks agencies for input to an obligation of the lead agency: each of them then owes an answer,
 * which is an obligation like any other. Gives these.
 */
export async function askForInput(
  tx: Tx,
  parent: ObligationRow,
  { agencyIds, question, dueOn, personId, channel }: InputWanted,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<ObligationView[]> {
  const asked = { obligationId: parent.id, question, askedBy: personId, channel, at: now };
  const requestId = await addInputRequest(tx, asked);
  await addObligations(
    tx,
    agencyIds.map((agencyId) => ({
      agencyId,
      sourceKind: 'input' as const,
      // Not the task's own: whatever counts a task's work must not count this.
      taskId: null,
      requestId,
      occurrence: `r${requestId}`,
      title: question,
      needsDocument: false,
      areaNo: parent.areaNo,
      area: parent.area,
      deadlineWords: '',
      sourceDueOn: dueOn,
      dueOn,
      dueAt: endOfDay(dueOn, timeZone),
      createdAt: now,
    })),
  );
  return (await inputsFor(tx, parent.id)).filter((item) => item.requestId === requestId);
}
