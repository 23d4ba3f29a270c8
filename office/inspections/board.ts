import { readOccurrence, STEPS, type Step } from '../../core/inspections/occurrence.ts';
import { type Phase, phaseOf } from '../../core/inspections/progress.ts';
import { isSettled, standing } from '../../core/obligations/obligation.ts';
import type { Queryable } from '../../db/client.ts';
import {
  allCampaigns,
  type CampaignEntry,
  type CampaignRow,
  entriesOf,
  type FindingView,
  findingsOf,
} from '../../db/queries/campaigns.ts';
import { type ObligationView, obligationsOf } from '../../db/queries/obligations.ts';
import { type InspectionDetails, inspectionDetails } from './details.ts';

/** Every inspection that lists an agency of a scope, the newest first. */
export interface InspectionBoard {
  campaigns: InspectionState[];
}

/** An inspection, as far as a scope may see it. */
export interface InspectionState {
  campaign: CampaignRow;
  details: InspectionDetails;
  /** In the order of the list. */
  entries: EntryState[];
  /** Corrections past their day, the longest late first. */
  late: FoundState[];
}

/** An agency in an inspection: what it owes, what was found, where that leaves it. */
export interface EntryState {
  entry: CampaignEntry;
  phase: Phase;
  /** In the order they come. */
  steps: { step: Step; item: ObligationView }[];
  findings: FoundState[];
  /** What the agency is to do next; null when the team's turn is next. */
  next: ObligationView | null;
  /** Something it owes here is past its day. */
  isLate: boolean;
}

/** A finding with what corrects it: null for a remark. */
export interface FoundState {
  entry: CampaignEntry;
  finding: FindingView;
  action: ObligationView | null;
}

/** How the inspections of these agencies stand. Changes nothing. */
export async function inspectionBoard(
  tx: Queryable,
  scopeIds: Iterable<number>,
  now: Date,
): Promise<InspectionBoard> {
  const entries = await entriesOf(tx, { kind: 'inspection' }, scopeIds);
  const states = await entryStates(tx, entries, now);
  const campaigns = (await allCampaigns(tx, 'inspection')).flatMap((campaign) => {
    const own = states.filter(({ entry }) => entry.campaignId === campaign.id);
    if (own.length === 0) return [];
    const late = own.flatMap(({ findings }) => findings.filter((one) => isOverdue(one, now)));
    return [
      {
        campaign,
        details: inspectionDetails(campaign),
        entries: own,
        late: late.sort((a, b) => dueOf(a).localeCompare(dueOf(b))),
      },
    ];
  });
  return { campaigns };
}

/** One agency's inspection; null where there is none or it is no longer listed. */
export async function inspectionEntry(
  tx: Queryable,
  entryId: number,
  now: Date,
): Promise<EntryState | null> {
  const [state] = await entryStates(tx, await entriesOf(tx, { entryId, kind: 'inspection' }), now);
  return state ?? null;
}

async function entryStates(
  tx: Queryable,
  entries: readonly CampaignEntry[],
  now: Date,
): Promise<EntryState[]> {
  const agencyIds = new Set(entries.map(({ agencyId }) => agencyId));
  const owed = await obligationsOf(tx, agencyIds);
  const found = await findingsOf(
    tx,
    entries.map(({ id }) => id),
  );
  return entries.map((entry) => {
    const items = owed.filter((item) => item.campaignAgencyId === entry.id);
    const steps: EntryState['steps'] = [];
    const actions = new Map<number, ObligationView>();
    for (const item of items) {
      const means = readOccurrence(item.occurrence);
      if (means?.kind === 'step') steps.push({ step: means.step, item });
      if (means?.kind === 'action') actions.set(means.findingId, item);
    }
    steps.sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));
    const findings = found
      .filter((finding) => finding.campaignAgencyId === entry.id)
      .map((finding) => ({ entry, finding, action: actions.get(finding.id) ?? null }));
    const phase = phaseOf({
      steps: steps.map(({ step, item }) => ({ step, state: item.state })),
      findings: findings.map(({ finding }) => finding),
      closedAt: entry.closedAt,
    });
    const open = items.filter(({ state }) => !isSettled(state));
    return {
      entry,
      phase,
      steps,
      findings,
      next: nextOf(steps, findings, now),
      isLate: open.some((item) => standing(item, now) === 'late'),
    };
  });
}

/** A non-conformity whose correction is past its day, also where its agency says what is in the way. */
function isOverdue({ finding, action }: FoundState, now: Date): boolean {
  if (finding.closedAt || !action?.dueAt || isSettled(action.state)) return false;
  return now >= action.dueAt;
}

/** What is late comes first, then what the team wants corrected, then the steps in their order. */
function nextOf(steps: EntryState['steps'], findings: readonly FoundState[], now: Date) {
  const corrections = findings
    .flatMap(({ action }) => action ?? [])
    .sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''));
  const open = [...corrections, ...steps.map(({ item }) => item)].filter(
    ({ state }) => !isSettled(state),
  );
  return open.find((item) => standing(item, now) === 'late') ?? open[0] ?? null;
}

function dueOf({ action }: FoundState): string {
  return action?.dueOn ?? '';
}
