import type { ScoredCriterion } from '../../core/scoring/standing.ts';
import {
  type SelfStanding,
  selfStanding,
  type VerifiedStanding,
  verifiedStanding,
} from '../../core/scoring/standing.ts';
import { shortAgency } from '../../core/text/short-agency.ts';
import type { Queryable } from '../../db/client.ts';
import {
  allCampaigns,
  type CampaignEntry,
  type CampaignRow,
  campaignById,
  entriesOf,
} from '../../db/queries/campaigns.ts';
import { criteriaOf, type ScoreView, scoresAt } from '../../db/queries/criteria.ts';
import { type ObligationView, obligationsOf } from '../../db/queries/obligations.ts';
import { type ScoringDetails, scoringDetails } from './details.ts';

/** Where the scoring of an agency stands, in the order it goes through. */
export const SCORING_PHASES = [
  /** Nothing, or only part of it, is scored; or it was returned. */
  'not_started',
  'scoring',
  'returned',
  /** Sent; whoever verifies is next. */
  'sent',
  'verified',
] as const;
export type ScoringPhase = (typeof SCORING_PHASES)[number];

/** A criterion at an agency, with the files that prove it. */
export interface EntryCriterion extends ScoredCriterion {
  selfFiles: ScoreView['files'];
}

/** An agency in a scoring. */
export interface EntryScores {
  campaign: CampaignRow;
  details: ScoringDetails;
  entry: CampaignEntry;
  /** Without "Phòng", "UBND": what stands in lists. */
  shortName: string;
  /** What it owes; null where it is no longer asked for. */
  item: ObligationView | null;
  phase: ScoringPhase;
  /** In the order of the list. */
  criteria: EntryCriterion[];
  self: SelfStanding;
  verified: VerifiedStanding;
  /** It asked to look at its verified scores again: why. */
  askedAgain: string | null;
}

/** A scoring with every agency it lists. */
export interface ScoringState {
  campaign: CampaignRow;
  details: ScoringDetails;
  entries: EntryScores[];
}

/** One agency's scoring; null where there is none or it is no longer listed. */
export async function entryScores(tx: Queryable, entryId: number): Promise<EntryScores | null> {
  const [entry] = await entriesOf(tx, { entryId, kind: 'scoring' });
  if (!entry) return null;
  const campaign = await campaignById(tx, entry.campaignId);
  if (!campaign) return null;
  const [state] = await statesOf(tx, campaign, [entry]);
  return state ?? null;
}

/** One scoring with all its agencies; null where there is none. */
export async function scoringState(
  tx: Queryable,
  campaignId: number,
): Promise<ScoringState | null> {
  const campaign = await campaignById(tx, campaignId);
  if (campaign?.kind !== 'scoring') return null;
  const entries = await entriesOf(tx, { campaignId });
  return {
    campaign,
    details: scoringDetails(campaign),
    entries: await statesOf(tx, campaign, entries),
  };
}

/** Every scoring, the newest first. */
export async function allScorings(tx: Queryable): Promise<ScoringState[]> {
  const states: ScoringState[] = [];
  for (const { id } of await allCampaigns(tx, 'scoring')) {
    const state = await scoringState(tx, id);
    if (state) states.push(state);
  }
  return states;
}

async function statesOf(
  tx: Queryable,
  campaign: CampaignRow,
  entries: readonly CampaignEntry[],
): Promise<EntryScores[]> {
  const details = scoringDetails(campaign);
  const list = await criteriaOf(tx, campaign.id);
  const scores = await scoresAt(
    tx,
    entries.map(({ id }) => id),
  );
  const owed = await obligationsOf(
    tx,
    entries.map(({ agencyId }) => agencyId),
  );
  return entries.map((entry) => {
    const own = new Map(
      scores
        .filter(({ campaignAgencyId }) => campaignAgencyId === entry.id)
        .map((score) => [`${score.kind} ${score.criterionId}`, score]),
    );
    const criteria = list.map((one): EntryCriterion => {
      const self = own.get(`self ${one.id}`);
      return {
        ...one,
        self: given(self),
        selfFiles: self?.files ?? [],
        verified: given(own.get(`verified ${one.id}`)),
      };
    });
    const item = owed.find(({ campaignAgencyId }) => campaignAgencyId === entry.id) ?? null;
    return {
      campaign,
      details,
      entry,
      shortName: shortAgency(entry.agencyShortName),
      item,
      phase: phaseOf(entry, item, own.size > 0),
      criteria,
      self: selfStanding(criteria),
      verified: verifiedStanding(criteria),
      askedAgain: details.again[String(entry.id)]?.words ?? null,
    };
  });
}

function given(score: ScoreView | undefined): ScoredCriterion['self'] {
  return score ? { score: score.score, reason: score.reason, files: score.files.length } : null;
}

function phaseOf(
  { closedAt }: CampaignEntry,
  item: ObligationView | null,
  begun: boolean,
): ScoringPhase {
  if (closedAt) return 'verified';
  if (item?.state === 'done' || item?.state === 'accepted') return 'sent';
  if (item?.state === 'returned') return 'returned';
  return begun ? 'scoring' : 'not_started';
}

/** The agency may write scores: it has not sent them, and nothing is published. */
export function isWritable({ campaign, item, phase }: EntryScores): boolean {
  if (campaign.closedAt || item === null) return false;
  return phase !== 'sent' && phase !== 'verified';
}

/** Its scores are there to be verified, and its verification is not closed. */
export function isVerifiable({ campaign, phase }: EntryScores): boolean {
  return campaign.closedAt === null && phase === 'sent';
}
