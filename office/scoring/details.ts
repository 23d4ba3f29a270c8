import { z } from 'zod';

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
  /** What a person has to decide, as of the last import. */
  questions: z
    .array(
      z.object({
        code: z.enum([
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
        /** The document's words it is about. */
        words: z.string(),
        /** Names that may be meant, the two sums, rows of the file, or the words before. */
        hints: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

export type ScoringDetails = z.infer<typeof schema>;
export type ScoringQuestion = ScoringDetails['questions'][number];

/** Reads what is kept with a campaign; throws where it is no scoring's. */
export function scoringDetails(campaign: { details: unknown }): ScoringDetails {
  return schema.parse(campaign.details);
}
