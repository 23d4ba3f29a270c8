import { actionOccurrence } from '../../core/inspections/occurrence.ts';
import { mayClose } from '../../core/inspections/progress.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import {
  addFinding,
  type CampaignEntry,
  campaignById,
  closeCampaign,
  closeEntry,
  closeFinding,
  entriesOf,
  lockCampaign,
  lockFinding,
} from '../../db/queries/campaigns.ts';
import { withdrawInputs } from '../../db/queries/inputs.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import { addObligations } from '../../db/queries/sources.ts';
import { type EntryState, inspectionEntry } from './board.ts';
import { inspectionDetails } from './details.ts';
import { actionProduct } from './names.ts';

/** Who says it, and where. */
export interface TeamMember {
  personId: number;
  channel: string;
}

export interface NewFinding {
  kind: 'nonconformity' | 'remark';
  words: string;
  clause: string | null;
  /** When a non-conformity is to be corrected; a remark asks for nothing. */
  dueOn: LocalDate | null;
}

/**
 * Records what the team found at an agency. A non-conformity becomes something the agency owes, due
 * on the day the team sets. Gives the corrective action; null for a remark.
 */
export async function recordFinding(
  tx: Tx,
  entry: CampaignEntry,
  { kind, words, clause, dueOn }: NewFinding,
  by: TeamMember,
  at: { now: Date; timeZone: string },
): Promise<ObligationView | null> {
  const raised = { campaignAgencyId: entry.id, kind, words, clause };
  const { personId, channel } = by;
  const id = await addFinding(tx, { ...raised, raisedBy: personId, channel, at: at.now });
  if (kind === 'remark' || dueOn === null) return null;
  const campaign = await campaignById(tx, entry.campaignId);
  if (!campaign) throw new Error(`campaign ${entry.campaignId} vanished`);
  const { name, correctionWords } = inspectionDetails(campaign);
  const occurrence = actionOccurrence(entry.id, id);
  await addObligations(tx, [
    {
      agencyId: entry.agencyId,
      sourceKind: 'inspection',
      campaignAgencyId: entry.id,
      occurrence,
      title: name,
      product: actionProduct(words),
      needsDocument: false,
      deadlineWords: entry.form === null ? '' : correctionWords[entry.form],
      sourceDueOn: dueOn,
      dueOn,
      dueAt: endOfDay(dueOn, at.timeZone),
      createdAt: at.now,
    },
  ]);
  const state = await inspectionEntry(tx, entry.id, at.now);
  return state?.findings.find(({ finding }) => finding.id === id)?.action ?? null;
}

/** Ends a finding by the team's word; says why it cannot, where it cannot. */
export async function endFinding(
  tx: Tx,
  { entry, findings }: EntryState,
  findingId: number,
  by: TeamMember,
  now: Date,
): Promise<'closed' | 'closed_before' | 'not_accepted'> {
  // Two presses at once: the second finds it closed.
  const finding = await lockFinding(tx, findingId);
  const action = findings.find((one) => one.finding.id === findingId)?.action ?? null;
  if (!finding || finding.closedAt || entry.closedAt) return 'closed_before';
  if (!mayClose(finding, action?.state ?? null)) return 'not_accepted';
  await closeFinding(tx, findingId, by.personId, now);
  return 'closed';
}

/** Steps of an agency that nobody has reported yet. */
export function openSteps({ steps }: EntryState): ObligationView[] {
  return steps.flatMap(({ item }) => (isSettled(item.state) ? [] : [item]));
}

/** Findings the team has not closed yet; while there are any the agency's inspection stays open. */
export function openFindings({ findings }: EntryState): EntryState['findings'] {
  return findings.filter(({ finding }) => !finding.closedAt);
}

/**
 * Ends the inspection of an agency. What it has not reported is no longer asked for, which stands in
 * its history. Not while a finding is open.
 */
export async function endEntry(
  tx: Tx,
  entryId: number,
  by: TeamMember,
  now: Date,
): Promise<'closed' | 'closed_before' | 'findings_open'> {
  const before = await inspectionEntry(tx, entryId, now);
  if (!before) return 'closed_before';
  await lockCampaign(tx, before.entry.campaignId);
  const state = await inspectionEntry(tx, entryId, now);
  if (!state || state.entry.closedAt) return 'closed_before';
  if (openFindings(state).length > 0) return 'findings_open';
  const left = openSteps(state).map(({ id }) => id);
  await withdrawInputs(tx, left, { personId: by.personId, channel: by.channel }, now);
  await closeEntry(tx, state.entry, by, now);
  return 'closed';
}

/** Ends an inspection as a whole, once it is closed at every agency it lists. */
export async function endCampaign(
  tx: Tx,
  campaignId: number,
  now: Date,
): Promise<'closed' | 'closed_before' | 'agencies_open'> {
  const campaign = await lockCampaign(tx, campaignId);
  if (!campaign || campaign.closedAt) return 'closed_before';
  const entries = await entriesOf(tx, { campaignId });
  if (entries.some(({ closedAt }) => closedAt === null)) return 'agencies_open';
  await closeCampaign(tx, campaignId, now);
  return 'closed';
}
