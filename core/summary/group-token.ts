import type { AgencyGroup } from './agency-group.ts';

/** Which agencies of a scope count: those of a kind, of a set, or some named ones. */
export type SummaryGroup =
  | { kind: 'kind'; group: AgencyGroup }
  | { kind: 'set'; id: number }
  | { kind: 'agencies'; ids: readonly number[] };

const LETTERS: Readonly<Record<AgencyGroup, string>> = {
  communes: 'x',
  wards: 'p',
  towns: 't',
  districts: 'h',
  offices: 'f',
  departments: 'd',
  verticals: 'v',
  units: 'u',
};

/** More named agencies would not fit into a button. */
export const MOST_NAMED = 4;

/** As it stands in a button: "x", "s12", "a3.17". */
export function groupToken(group: SummaryGroup): string {
  switch (group.kind) {
    case 'kind':
      return LETTERS[group.group];
    case 'set':
      return `s${group.id}`;
    case 'agencies':
      return `a${group.ids.slice(0, MOST_NAMED).join('.')}`;
  }
}

/** Null for what no button of ours says. */
export function groupOfToken(token: string): SummaryGroup | null {
  const found = Object.entries(LETTERS).find(([, letter]) => letter === token);
  if (found) return { kind: 'kind', group: found[0] as AgencyGroup };
  const set = /^s(\d{1,9})$/.exec(token)?.[1];
  if (set !== undefined) return { kind: 'set', id: Number(set) };
  const named = /^a(\d{1,9}(?:\.\d{1,9}){0,3})$/.exec(token)?.[1];
  return named === undefined ? null : { kind: 'agencies', ids: named.split('.').map(Number) };
}

/** An area's number where it may stand in a button; null where it cannot. */
export function areaToken(no: string): string | null {
  return /^(?!-$)[A-Za-z0-9.-]{1,12}$/.test(no) ? no : null;
}
