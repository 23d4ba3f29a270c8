import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPipeline } from '../../bot/pipeline.ts';
import type { IncomingHandler } from '../../core/messages/channel.ts';
import { movableClock } from '../../core/time/clock.ts';
import type { Db } from '../../db/client.ts';
import { fileStore } from '../../files/store.ts';
import { createLog } from '../../log.ts';
import { recordingChannel } from './recording-channel.ts';
import { VIETNAM } from './vietnam.ts';

/** The pipeline a real network drives, on a database of the test's, at one moment. */
export async function pipelineOf(
  db: Db,
  now: Date,
): Promise<{ deliver: IncomingHandler; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tiendo-test-'));
  const deliver = createPipeline(
    {
      db,
      clock: movableClock(now),
      timeZone: VIETNAM,
      files: fileStore(folder),
      log: createLog('silent'),
      onCommitted: () => {},
    },
    recordingChannel(),
  );
  return { deliver, end: () => rm(folder, { recursive: true, force: true }) };
}
