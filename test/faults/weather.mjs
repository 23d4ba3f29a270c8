// Loaded into a bot's process before anything else (NODE_OPTIONS=--import): the machine around the
// program misbehaves, the program itself is what runs in production.
import { existsSync, promises, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { WEATHER_CLOCK, WEATHER_DISK, WEATHER_CALL_MS, WEATHER_ZALO_MS } = process.env;

// The wall clock is off by as many milliseconds as the file says, now.
if (WEATHER_CLOCK) {
  const machine = Date.now.bind(Date);
  const Original = globalThis.Date;
  const now = () => machine() + Number(readFileSync(WEATHER_CLOCK, 'utf8'));
  globalThis.Date = class extends Original {
    constructor(...args) {
      if (args.length === 0) super(now());
      else super(...args);
    }
    static now() {
      return now();
    }
  };
}

// The disk under the file store is full for as long as the file exists.
if (WEATHER_DISK) {
  const write = promises.writeFile;
  promises.writeFile = async (path, ...rest) => {
    if (/[\\/]files[\\/]/.test(String(path)) && existsSync(WEATHER_DISK)) {
      const error = new Error('ENOSPC: no space left on device, write');
      throw Object.assign(error, { code: 'ENOSPC', errno: -28, syscall: 'write' });
    }
    return write(path, ...rest);
  };
  syncBuiltinESMExports();
}

// The two minutes a call to Telegram may take, or the half minute of one to Zalo, are shorter, so
// that a test can wait them out.
const shorter = new Map([
  ...(WEATHER_CALL_MS ? [[120_000, Number(WEATHER_CALL_MS)]] : []),
  ...(WEATHER_ZALO_MS ? [[30_000, Number(WEATHER_ZALO_MS)]] : []),
]);
if (shorter.size > 0) {
  const later = globalThis.setTimeout;
  globalThis.setTimeout = Object.assign(
    (run, ms, ...rest) => later(run, shorter.get(ms) ?? ms, ...rest),
    later,
  );
}
