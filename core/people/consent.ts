/**
 * Version of what people agree to (locale key `privacy.consent`). A higher number asks everybody
 * again: change it only together with a text that says something else.
 */
export const CONSENT_VERSION = 1;

/** Whether what somebody last said still covers the text of today. */
export function isConsent(
  latest: { decision: 'given' | 'withdrawn'; version: number } | null,
): boolean {
  return latest !== null && latest.decision === 'given' && latest.version >= CONSENT_VERSION;
}
