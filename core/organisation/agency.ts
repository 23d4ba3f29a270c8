import type { LocalDate } from '../time/local-date.ts';

export const AGENCY_LEVELS = ['central', 'province', 'district', 'commune'] as const;

/** Where in the state's levels an agency works: trung ương, tỉnh, huyện, xã. */
export type AgencyLevel = (typeof AGENCY_LEVELS)[number];

export const AGENCY_KINDS = [
  'committee',
  'specialised',
  'public_unit',
  'vertical',
  'other',
] as const;

/**
 * What an agency is: a people's committee (UBND); a specialised agency of one (phòng, ban, sở, văn
 * phòng); a public service unit (đơn vị sự nghiệp); a body of a ministry's own line that works in
 * the place (ngành dọc: công an, thuế, kho bạc); anything else.
 */
export type AgencyKind = (typeof AGENCY_KINDS)[number];

export function isAgencyLevel(text: string): text is AgencyLevel {
  return (AGENCY_LEVELS as readonly string[]).includes(text);
}

export function isAgencyKind(text: string): text is AgencyKind {
  return (AGENCY_KINDS as readonly string[]).includes(text);
}

/** A node of the organisation tree, as far as finding it by name needs. */
export interface Agency {
  id: number;
  parentId: number | null;
  name: string;
  shortName: string;
  aliases: readonly string[];
  level: AgencyLevel;
  kind: AgencyKind;
  /** First and last day of its existence, both included; null = no bound known. */
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
}

/** A group that documents name as if it were one agency ("UBND xã, thị trấn"). */
export interface AgencySet {
  id: number;
  name: string;
  aliases: readonly string[];
  memberIds: readonly number[];
}

/** True when the agency exists on that day. */
export function existsOn(agency: Pick<Agency, 'validFrom' | 'validTo'>, day: LocalDate): boolean {
  if (agency.validFrom !== null && day < agency.validFrom) return false;
  return agency.validTo === null || day <= agency.validTo;
}
