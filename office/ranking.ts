import { z } from 'zod';
import type { Comparison } from '../core/summary/compare.ts';
import {
  DEFAULT_RULE,
  type Fastest,
  fastest,
  type Improved,
  LATE_NAMED,
  mostImproved,
  RANKING_MEASURES,
  type Ranking,
  type RankingRule,
  rankAgencies,
} from '../core/summary/ranking.ts';
import type { Queryable, Tx } from '../db/client.ts';
import { agencyById } from '../db/queries/agencies.ts';
import { lockSetting, readSetting, writeSetting } from '../db/queries/system.ts';
import type { SummaryPage } from './summary.ts';

/** Settings key; the value holds a rule by the id of the agency it is for. */
const KEY = 'ranking';

const ruleSchema = z.object({
  measure: z.enum(RANKING_MEASURES),
  minimum: z.number().int().min(1).max(1000),
  lateNamed: z.enum(LATE_NAMED),
});
const schema = z.record(z.string(), ruleSchema).catch({});

/** The rule of the agency, or of the nearest one above that has set one; otherwise the default. */
export async function rankingRule(tx: Queryable, agencyId: number): Promise<RankingRule> {
  const rules = schema.parse((await readSetting(tx, KEY)) ?? {});
  if (Object.keys(rules).length === 0) return DEFAULT_RULE;
  const seen = new Set<number>();
  for (let id: number | null = agencyId; id !== null && !seen.has(id); ) {
    const rule = rules[String(id)];
    if (rule) return rule;
    seen.add(id);
    id = (await agencyById(tx, id))?.parentId ?? null;
  }
  return DEFAULT_RULE;
}

/** Sets part of the rule of an agency and all below it; gives the rule as it is then. */
export async function setRankingRule(
  tx: Tx,
  agencyId: number,
  change: Partial<RankingRule>,
): Promise<RankingRule> {
  const rules = schema.parse((await lockSetting(tx, KEY)) ?? {});
  const rule = ruleSchema.parse({ ...(await rankingRule(tx, agencyId)), ...change });
  await writeSetting(tx, KEY, { ...rules, [String(agencyId)]: rule });
  return rule;
}

export interface RankingPage extends Ranking {
  fastest: Fastest[];
  /** Against the period before. */
  improved: Improved[];
}

/** The ranking of the agencies a summary counts, and who is praised by name. */
export function rankingOf(
  page: Pick<SummaryPage, 'summary' | 'obligations'>,
  rule: RankingRule,
  previous: Comparison | null,
  timeZone: string,
): RankingPage {
  return {
    ...rankAgencies(page.summary.agencies, rule),
    fastest: fastest([...page.obligations.values()], rule.minimum, timeZone),
    improved: previous ? mostImproved(previous, rule.minimum) : [],
  };
}
