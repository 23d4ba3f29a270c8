/**
 * True when an error says the database could not do it now (gone, restarting, out of connections,
 * conflict with another transaction), so that the same work may succeed later.
 */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  if (code === null) return false;
  // Classes 08 connection, 40 rollback, 53 resources, 57 operator intervention, 58 system error;
  // 25006: still, or again, talking to the standby of a database that is being switched over.
  if (/^(08|40|53|57|58)[0-9A-Z]{3}$|^25006$/.test(code)) return true;
  return /^(CONNECT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ERR_STREAM_|ERR_SOCKET_)/.test(
    code,
  );
}

/**
 * True when the statement failed because its connection is gone: the driver's own errors have no
 * severity, and after a FATAL or PANIC the server hangs up.
 */
export function isConnectionLost(error: unknown): boolean {
  const cause = causeOf(error);
  if (typeof cause !== 'object' || cause === null) return false;
  if ('severity' in cause) return cause.severity === 'FATAL' || cause.severity === 'PANIC';
  return isPassing(cause);
}

/**
 * Why no connection came about: the network's or the server's code (no such host, refused, wrong
 * password, no such database); null for any other trouble.
 */
export function connectTrouble(error: unknown): string | null {
  const code = codeOf(error) ?? '';
  const network = /^(CONNECT_TIMEOUT|ECONN|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;
  return network.test(code) || /^(28000|28P01|3D000|57P03|53300)$/.test(code) ? code : null;
}

/** What can be logged of an error: never a statement's values. */
export function describeError(error: unknown): { name: string; code: string | null; at: string } {
  const cause = causeOf(error);
  const name = cause instanceof Error ? cause.name : typeof cause;
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  // The stack begins with the message, which may hold what somebody wrote, over several lines.
  const message = cause instanceof Error ? cause.message : '';
  const places = message === '' ? stack : stack.slice(stack.indexOf(message) + message.length);
  const at = places.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  return { name, code: codeOf(error), at: at.trim() };
}

function codeOf(error: unknown): string | null {
  const cause = causeOf(error);
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return null;
  return typeof cause.code === 'string' ? cause.code : null;
}

/** drizzle wraps the driver's error; the innermost one knows. */
function causeOf(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && inner.cause !== undefined) inner = inner.cause;
  return inner;
}
