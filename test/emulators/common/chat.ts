/** A message of the bot as a chat shows it, whatever the network. */
export interface Shown {
  id: string;
  text: string;
}

export type Match<Message extends Shown> = string | RegExp | ((message: Message) => boolean);

export interface Chat<Message extends Shown> {
  id: string;
  /** Everything the bot said, oldest first. */
  readonly fromBot: readonly Message[];
  /** Waits for the next message of the bot that matches; earlier ones are passed over. */
  hears(match?: Match<Message>): Promise<Message>;
}

export interface Recorded<Message extends Shown> {
  id: string;
  fromBot: Message[];
  heard: number;
}

export type WaitFor = <T>(probe: () => T | null | undefined | false, what?: string) => Promise<T>;

export function chatOf<Message extends Shown>(
  record: Recorded<Message>,
  waitFor: WaitFor,
): Chat<Message> {
  return {
    id: record.id,
    fromBot: record.fromBot,
    hears: (match) =>
      waitFor(
        () => {
          const at = record.fromBot.findIndex(
            (message, index) => index >= record.heard && fits(message, match),
          );
          if (at < 0) return null;
          record.heard = at + 1;
          return record.fromBot[at];
        },
        `a message like ${String(match ?? 'any')}`,
      ),
  };
}

/** Waits up to `patienceMs`; the error shows what every chat heard. */
export function patience(patienceMs: number, chats: ReadonlyMap<string, Recorded<Shown>>): WaitFor {
  return async (probe, what = 'something') => {
    const began = performance.now();
    for (;;) {
      const found = probe();
      if (found) return found;
      if (performance.now() - began > patienceMs) {
        const said = [...chats.values()].map(({ id, fromBot }) =>
          [id, ...fromBot.map(({ text }) => `  ${text}`)].join('\n'),
        );
        throw new Error(`waited ${patienceMs} ms in vain for ${what}\n${said.join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
}

function fits<Message extends Shown>(message: Message, match: Match<Message> | undefined): boolean {
  if (match === undefined) return true;
  if (typeof match === 'function') return match(message);
  return typeof match === 'string' ? message.text.includes(match) : match.test(message.text);
}
