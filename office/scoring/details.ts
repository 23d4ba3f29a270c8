import { z } from 'zod';
import { questionsOf } from '../campaigns/questions.ts';

/** What a scoring keeps with its campaign, besides what every campaign has. */
const schema = z.object({
  /** What people call it, and what agencies owe: "Tự chấm điểm CCHC năm 2026". */
  name: z.string(),
  /** Points of the whole list. */
  total: z.number(),
  /** Who scores itself, in the words of the document. */
  who: z.string(),
  /** Agencies that asked to look at the verified scores again, by their entry. */
  again: z
    .record(z.string(), z.object({ at: z.string(), by: z.number(), words: z.string() }))
    .default({}),
  questions: questionsOf([
    'unknown',
    'ambiguous',
    'vague',
    'set_empty',
    'outside',
    'sum_differs',
    'total_differs',
    'number_twice',
    'max_missing',
    'scale_unclear',
    'reworded',
  ]),
});

export type ScoringDetails = z.infer<typeof schema>;
export type ScoringQuestion = ScoringDetails['questions'][number];

/** Reads what is kept with a campaign; throws where it is no scoring's. */
export function scoringDetails(campaign: { details: unknown }): ScoringDetails {
  return schema.parse(campaign.details);
}
