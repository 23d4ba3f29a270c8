/** How the tags of an XML text lie, without building anything from it. */
export interface XmlShape {
  /** Deepest nesting; more closing than opening tags count for nothing. */
  depth: number;
  tags: number;
  /** Bytes of the longest tag, its attributes included. */
  longestTag: number;
}

/**
 * Looks at the tags of an XML text in one pass. Readers that build trees take time or stack by the
 * square of these, so a file is measured before it is read. Comments and CDATA count as tags.
 */
export function xmlShape(xml: string): XmlShape {
  let depth = 0;
  let deepest = 0;
  let tags = 0;
  let longestTag = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const end = xml.indexOf('>', at);
    const stop = end < 0 ? xml.length : end;
    tags += 1;
    longestTag = Math.max(longestTag, stop - at);
    const first = xml[at + 1];
    if (first === '/') depth = Math.max(0, depth - 1);
    else if (first !== '?' && first !== '!' && xml[stop - 1] !== '/') depth += 1;
    deepest = Math.max(deepest, depth);
    at = stop;
  }
  return { depth: deepest, tags, longestTag };
}
