import { z } from 'zod';
import { questionsOf } from '../campaigns/questions.ts';

/** What an inspection keeps with its campaign, besides what every campaign has. */
const schema = z.object({
  /** What people call it: "Kiểm tra ISO 9001 theo KH 6714/KH-UBND". */
  name: z.string(),
  team: z.array(z.object({ role: z.string(), agency: z.string() })).default([]),
  /** The document's words for when corrective action is due. */
  correctionWords: z
    .object({ dossier: z.string(), on_site: z.string() })
    .default({ dossier: '', on_site: '' }),
  questions: questionsOf([
    'unknown',
    'ambiguous',
    'vague',
    'set_empty',
    'outside',
    'listed_twice',
    'form_missing',
    'window_missing',
    'window_read_otherwise',
    'window_before_document',
    'count_differs',
  ]),
});

export type InspectionDetails = z.infer<typeof schema>;
export type InspectionQuestion = InspectionDetails['questions'][number];

/** Reads what is kept with a campaign; throws where it is no inspection's. */
export function inspectionDetails(campaign: { details: unknown }): InspectionDetails {
  return schema.parse(campaign.details);
}
