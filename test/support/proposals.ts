import { sql } from 'drizzle-orm';
import type { Role } from '../../core/people/role.ts';
import { addMembership, personByCode } from '../../db/queries/people.ts';
import { agencyId } from './facts.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { Reporter } from './reporting.ts';

/** A difficulty or proposal as it stands in the books. */
export interface Kept {
  id: number;
  state: string;
  area: string;
  kind: string;
  words: string;
  obligation_id: number | null;
}

/** All there are, oldest first. */
export async function kept(office: Rehearsal): Promise<Kept[]> {
  return office.db.execute<Kept & Record<string, unknown>>(
    sql`select id, state, area, kind, words, obligation_id from proposals order by id`,
  );
}

export async function newest(office: Rehearsal): Promise<Kept> {
  const last = (await kept(office)).at(-1);
  if (!last) throw new Error('no proposal');
  return last;
}

/** Sends a proposal on public finance, about no work in particular; gives it as it is kept. */
export async function sendsProposal(
  office: Rehearsal,
  person: Reporter,
  words: string,
): Promise<Kept> {
  await person.hear(`/kiennghi ${words}`);
  await person.tap('Kiến nghị, đề xuất');
  await person.tap('Cải cách tài chính công');
  await person.tap('Bỏ qua');
  await person.tap('📨 Gửi');
  return newest(office);
}

/** Gives somebody one more membership. */
export async function serves(
  office: Rehearsal,
  code: string,
  agency: string,
  role: Role,
): Promise<void> {
  const person = await personByCode(office.db, code);
  const membership = { personId: person?.id ?? 0, agencyId: await agencyId(office, agency), role };
  await addMembership(office.db, membership, new Date('2023-02-01T01:00:00Z'));
}
