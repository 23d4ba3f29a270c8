import type { Role } from './role.ts';

/** As much of an agency as reach needs to know. */
export interface TreeNode {
  id: number;
  parentId: number | null;
  kind: string;
}

/** An agency and everything below it. */
export function subtree(nodes: readonly TreeNode[], rootId: number): Set<number> {
  const children = new Map<number, number[]>();
  for (const node of nodes) {
    if (node.parentId === null) continue;
    const siblings = children.get(node.parentId);
    if (siblings) siblings.push(node.id);
    else children.set(node.parentId, [node.id]);
  }
  const found = new Set<number>();
  const pending = [rootId];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    pending.push(...(children.get(id) ?? []));
  }
  return found;
}

/**
 * The agency whose subtree a role looks after. A coordinator or leader sits in an office but acts
 * for the committee above it: a coordinator at "Phòng Nội vụ" coordinates the whole district.
 */
export function seatOf(role: Role, agencyId: number, nodes: readonly TreeNode[]): number {
  if (role === 'official' || role === 'head') return agencyId;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set<number>();
  for (let node = byId.get(agencyId); node && !seen.has(node.id); ) {
    if (node.kind === 'committee') return node.id;
    seen.add(node.id);
    node = node.parentId === null ? undefined : byId.get(node.parentId);
  }
  return agencyId;
}
