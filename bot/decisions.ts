import type { LinkedContext } from './context.ts';

/**
 * Puts on record what was decided about an agency's entry in an inspection or a scoring.
 * @param what such as "finding_closed", "score_accepted"
 */
export async function noteDecision(
  ctx: LinkedContext,
  kind: 'inspection' | 'scoring',
  about: { agencyId: number; id: number },
  what: string,
): Promise<void> {
  const { agencyId, id } = about;
  const entry = { action: `decision.${kind}`, subject: 'agency', subjectId: agencyId } as const;
  await ctx.audit({ ...entry, agencyId, details: { what, id } });
}
