/** What an inspected agency owes, in the order it comes; a finding adds a corrective action. */
export const STEPS = ['self_review', 'evidence', 'visit'] as const;

export type Step = (typeof STEPS)[number];

/** How an agency is inspected: from its papers, or at its seat. */
export type InspectionForm = 'dossier' | 'on_site';

/** Key of a step among the obligations of an agency: "c4:self_review". */
export function stepOccurrence(entryId: number, step: Step): string {
  return `c${entryId}:${step}`;
}

/** Key of what corrects a finding: "c4:action:9". */
export function actionOccurrence(entryId: number, findingId: number): string {
  return `c${entryId}:action:${findingId}`;
}

/** What an occurrence stands for; null where it belongs to no inspection. */
export function readOccurrence(
  occurrence: string,
): { kind: 'step'; step: Step } | { kind: 'action'; findingId: number } | null {
  const [, what = '', finding] = /^c\d+:(\w+)(?::(\d+))?$/.exec(occurrence) ?? [];
  if (what === 'action') return finding ? { kind: 'action', findingId: Number(finding) } : null;
  const step = STEPS.find((one) => one === what);
  return step && finding === undefined ? { kind: 'step', step } : null;
}
