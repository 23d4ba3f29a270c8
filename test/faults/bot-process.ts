import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** `tiendo start` as the operating system sees it. */
export interface BotProcess {
  /** Where its HTTP server listens, such as http://127.0.0.1:41234. */
  address: string;
  pid: number;
  /** What it logged so far, a line an entry. */
  logged: readonly string[];
  /** Null while it runs. */
  exitCode(): number | null;
  /** As a power failure would: no chance to finish anything. */
  kill(): Promise<void>;
  /** Asks it to stop. @returns its exit code and how long it took, in milliseconds */
  terminate(): Promise<{ code: number | null; ms: number }>;
}

/** Every process of this test file that may still run. */
const living = new Set<BotProcess>();

/** Starts the bot and waits until it receives. `variables` are all it knows of the environment. */
export async function startBot(variables: Record<string, string>): Promise<BotProcess> {
  const program = fileURLToPath(new URL('../../bin/tiendo.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, 'start'], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'info', ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const logged: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    let rest = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      logged.push(...lines);
      const started = lines.find((line) => line.includes('"msg":"started"'));
      if (started) resolve(JSON.parse(started).address);
    });
    void exited.then(() => reject(new Error(`the bot did not start:\n${logged.join('\n')}`)));
  });
  const bot: BotProcess = {
    address: address.replace('0.0.0.0', '127.0.0.1'),
    pid: child.pid ?? 0,
    logged,
    exitCode: () => child.exitCode,
    async kill() {
      child.kill('SIGKILL');
      await exited;
      living.delete(bot);
    },
    async terminate() {
      const began = performance.now();
      child.kill('SIGTERM');
      const [code] = await exited;
      living.delete(bot);
      return { code, ms: performance.now() - began };
    },
  };
  living.add(bot);
  return bot;
}

/** For `afterEach`: a failed test leaves nothing behind. */
export async function killAll(): Promise<void> {
  await Promise.all([...living].map((bot) => bot.kill()));
}
