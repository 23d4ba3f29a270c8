/** What an import did, or in a dry run would do. */
export interface Changes {
  added: number;
  changed: number;
  removed: number;
  restored: number;
  unchanged: number;
}

export function noChanges(): Changes {
  return { added: 0, changed: 0, removed: 0, restored: 0, unchanged: 0 };
}

/** Fields of `after` that differ from `before`, as two records; null when none does. */
export function difference(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null {
  const keys = Object.keys(after).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (keys.length === 0) return null;
  return {
    before: Object.fromEntries(keys.map((key) => [key, before[key] ?? null])),
    after: Object.fromEntries(keys.map((key) => [key, after[key]])),
  };
}
