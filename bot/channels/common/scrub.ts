/** Takes secrets out of a text before it is logged or shown. */
export type Scrub = (text: string) => string;

/**
 * The bot token stands in the URL of every Bot API call, so network libraries put it in their error
 * messages. The result replaces the token, and its secret half alone, by a placeholder.
 */
export function scrubber(token: string): Scrub {
  const secretHalf = token.slice(token.indexOf(':') + 1);
  const needles = [token, encodeURIComponent(token), secretHalf].filter((text) => text !== '');
  return (text) => needles.reduce((clean, needle) => clean.replaceAll(needle, '[bot token]'), text);
}

/** The same for secrets that change: `current` names those of now. */
export function scrubbing(current: () => Iterable<string>): Scrub {
  return (text) => {
    let clean = text;
    for (const secret of current()) {
      for (const needle of [secret, encodeURIComponent(secret)]) {
        if (needle !== '') clean = clean.replaceAll(needle, '[secret]');
      }
    }
    return clean;
  };
}

/** Longest piece of an error's description that is kept. */
const DESCRIPTION = 300;

/** What a network says of a failure, without the words it quotes: those may be somebody's. */
export function withoutQuotes(description: string): string {
  const bare = description.replace(/"[^"]*"?|“[^”]*”?/g, '"…"');
  return bare.length > DESCRIPTION ? `${bare.slice(0, DESCRIPTION)}…` : bare;
}
