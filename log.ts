import { type Logger, pino } from 'pino';

/**
 * Structured logs on stderr. Nothing people write or are called goes in; the list below is a net
 * for what slips, not a licence.
 */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: ['text', 'message', 'token', 'phone', '*.text', '*.message', '*.token', '*.phone'],
    },
    pino.destination(2),
  );
}
