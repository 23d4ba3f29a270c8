/** As much of a row as its place in a tree needs. */
interface Node {
  code: string;
  parentCode: string | null;
}

/**
 * Rows ordered so that every parent stands before its children; otherwise in their own order. When
 * some are below themselves, `cycle` is the codes of one such ring and those rows are left out.
 */
export function parentsFirst<T extends Node>(
  rows: readonly T[],
): { rows: T[]; cycle: string[] | null } {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const placed = new Set<string>();
  const ordered: T[] = [];
  let cycle: string[] | null = null;
  for (const row of rows) {
    const path: T[] = [];
    let at: T | undefined = row;
    while (at && !placed.has(at.code)) {
      const from: number = path.indexOf(at);
      if (from >= 0) {
        cycle ??= path.slice(from).map((node) => node.code);
        path.length = 0;
        break;
      }
      path.push(at);
      at = at.parentCode === null ? undefined : byCode.get(at.parentCode);
    }
    for (const node of path.reverse()) {
      placed.add(node.code);
      ordered.push(node);
    }
  }
  return { rows: ordered, cycle };
}
