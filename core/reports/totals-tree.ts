import type { TreeNode } from '../people/reach.ts';

/** One report that is expected to hold a form. */
export interface TreeReport {
  id: number;
  agencyId: number;
  /** It fills in the rows of other agencies. */
  whole: boolean;
}

export interface AddingUp<R> {
  /** Reports whose figures are added: each figure is in exactly one of them. */
  added: R[];
  /** Reports that sum up others already: they are compared with the reports below, not added. */
  compared: { report: R; below: R[] }[];
}

/**
 * Which reports of a tree to add. A committee reports for all of its place, so where agencies below
 * it report too its own figures are a sum already; any other agency reports for itself. A table
 * that one agency fills in for others is compared where those others report themselves.
 */
export function addingUp<R extends TreeReport>(
  nodes: readonly TreeNode[],
  rootId: number,
  reports: readonly R[],
): AddingUp<R> {
  const children = new Map<number, TreeNode[]>();
  for (const node of nodes) {
    if (node.parentId === null || node.id === rootId) continue;
    const siblings = children.get(node.parentId);
    if (siblings) siblings.push(node);
    else children.set(node.parentId, [node]);
  }
  const own = new Map<number, R[]>();
  const tables = reports.filter(({ whole }) => whole);
  const single = reports.length > tables.length ? reports.filter(({ whole }) => !whole) : reports;
  for (const report of single) {
    own.set(report.agencyId, [...(own.get(report.agencyId) ?? []), report]);
  }
  const compared: AddingUp<R>['compared'] = [];
  const visit = (node: TreeNode, above: ReadonlySet<number>): R[] => {
    if (above.has(node.id)) return [];
    const seen = new Set([...above, node.id]);
    const below = (children.get(node.id) ?? []).flatMap((child) => visit(child, seen));
    const mine = own.get(node.id) ?? [];
    if (node.kind !== 'committee' || below.length === 0) return [...mine, ...below];
    compared.push(...mine.map((report) => ({ report, below })));
    return below;
  };
  const root = nodes.find(({ id }) => id === rootId);
  const added = root ? visit(root, new Set()) : [];
  if (single !== reports) compared.push(...tables.map((report) => ({ report, below: added })));
  return { added, compared };
}
