import type { Person, Seen } from './rehearsal.ts';

/** Sends a code and agrees to what is kept, as nearly everybody does; gives the last answers. */
export async function linksBy(person: Person, words: string): Promise<Seen[]> {
  await person.says(words);
  return person.says('đồng ý');
}
