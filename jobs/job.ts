import type { Logger } from 'pino';
import type { ChannelName } from '../core/messages/message.ts';
import type { Ladder } from '../core/reminders/ladder.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Queryable, Tx } from '../db/client.ts';

/** What a job may use: one transaction, the office's moment, nothing global. */
export interface JobContext {
  tx: Tx;
  now: Date;
  today: LocalDate;
  timeZone: string;
  ladder: Ladder;
  /** The file store, where this process has one. */
  files?: FileKeeper | undefined;
  /** Channels that show pictures. */
  pictureChannels?: ReadonlySet<ChannelName>;
  /** Channels whose messages can be changed and pinned. */
  pinChannels?: ReadonlySet<ChannelName>;
  log: Logger;
}

/** What a job may do with stored files; ages are days of the machine's own clock. */
export interface FileKeeper {
  /** Keeps a file that will be sent; gives its content hash. */
  put(bytes: Uint8Array): Promise<string>;
  /** Hashes of files that nobody has sent for so many days. */
  olderThan(days: number): Promise<string[]>;
  /** Removes such a file; false when it was sent again meanwhile. */
  removeOld(hash: string, days: number): Promise<boolean>;
}

/** Work done once a tick, mostly once a day, by the clock, by whichever replica comes first. */
export interface Job {
  name: string;
  /** Local minutes since midnight at which the day's tick comes. */
  atMinute: (ladder: Ladder) => number;
  /** Further ticks of the day, in local minutes, by what the data says now. */
  alsoAt?: (db: Queryable) => Promise<readonly number[]>;
  /** Runs in the transaction that marks the tick as done; an error leaves the tick undone. */
  run(ctx: JobContext): Promise<void>;
}
