import { z } from 'zod';

/** What a person has to decide about a campaign, as of its last import; `codes` say what kinds. */
export function questionsOf<const Code extends readonly string[]>(codes: Code) {
  return z
    .array(
      z.object({
        code: z.enum(codes),
        /** The document's words it is about. */
        words: z.string(),
        /** Names that may be meant, the two numbers or sums, or the days or words as read before. */
        hints: z.array(z.string()).default([]),
      }),
    )
    .default([]);
}
