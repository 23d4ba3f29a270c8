/** Places of words in a message; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** Every place that one of the spans takes up. */
export function placesOf(spans: readonly Span[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { from, to } of spans) for (let at = from; at < to; at += 1) places.add(at);
  return places;
}

/** Takes up a place that is among these. */
export function touches({ from, to }: Span, places: ReadonlySet<number>): boolean {
  for (let at = from; at < to; at += 1) if (places.has(at)) return true;
  return false;
}
