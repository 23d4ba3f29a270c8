/** Key of the one thing an agency owes in a scoring: "c4:scoring". */
export function scoringOccurrence(entryId: number): string {
  return `c${entryId}:scoring`;
}
