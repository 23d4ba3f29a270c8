/**
 * A process of its own that uses the embedded database: `embedded-child.ts <options as JSON>`.
 * Prints `{url, adopted}` once it is up; then obeys a line of input: `stop` ends as one should,
 * `exit` ends without a word to the server.
 */
import { createInterface } from 'node:readline';
import { type EmbeddedOptions, startEmbedded } from '../../db/embedded/server.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as EmbeddedOptions;
const server = await startEmbedded(options);
process.stdout.write(`${JSON.stringify({ url: server.url, adopted: server.adopted })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') await server.stop();
  process.exit(0);
}
