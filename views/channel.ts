import type { Translate } from '../locales/index.ts';

/** A channel as people call it; one without a name of its own shows what the program calls it. */
export function channelName(channel: string, t: Translate): string {
  return t.has(`channel.${channel}`) ? t.plain(`channel.${channel}`) : channel;
}
