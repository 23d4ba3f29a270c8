import { once } from 'node:events';
import { contenders, now, type Step } from './contenders.ts';

/**
 * A process that sends what is in line: `consumer.ts <contender> <database> <failures>`, started by
 * fork. The first so many messages fail when they are sent for the first time.
 */
const [name, url = '', failures = '0'] = process.argv.slice(2);
const contender = contenders.find((one) => one.name === name);
if (!contender) throw new Error(`there is no ${name}`);

const sent: Step[] = [];
const tell = () => sent.length > 0 && process.send?.(sent.splice(0));

process.send?.('ready');
await once(process, 'message');
const timer = setInterval(tell, 20);
const failed = new Set<number>();
const running = await contender.consume(url, (message) => {
  const begun = now();
  const fails = message.n < Number(failures) && !failed.has(message.n);
  if (fails) failed.add(message.n);
  else sent.push({ ...message, begun, ended: now() });
  return !fails;
});
await once(process, 'message');
clearInterval(timer);
await running.stop();
process.disconnect();
