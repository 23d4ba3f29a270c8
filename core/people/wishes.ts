/** The key of the settings table under which a person's wish for words without pictures is kept. */
export function textOnlyKey(personId: number): string {
  return `text_only:${personId}`;
}
