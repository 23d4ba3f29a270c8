import type { Agency } from '../organisation/agency.ts';
import { normalName, placeOf } from '../organisation/agency-key.ts';

/** Agencies that people speak of as one by what they are: "các xã", "các phòng", "sở". */
export const AGENCY_GROUPS = [
  'communes',
  'wards',
  'towns',
  'districts',
  'offices',
  'departments',
  'verticals',
  'units',
] as const;

export type AgencyGroup = (typeof AGENCY_GROUPS)[number];

/** Does the agency belong to the group by its level and kind? */
export function isInGroup(
  { level, kind, name }: Pick<Agency, 'level' | 'kind' | 'name'>,
  group: AgencyGroup,
): boolean {
  switch (group) {
    case 'communes':
      return level === 'commune' && kind === 'committee';
    case 'wards':
      return level === 'commune' && placeOf(normalName(name))?.word === 'phuong';
    case 'towns':
      return level === 'commune' && placeOf(normalName(name))?.word === 'thi tran';
    case 'districts':
      return level === 'district' && kind === 'committee';
    case 'offices':
      return kind === 'specialised' && level !== 'province';
    case 'departments':
      return kind === 'specialised' && level === 'province';
    case 'verticals':
      return kind === 'vertical';
    case 'units':
      return kind === 'public_unit';
  }
}
