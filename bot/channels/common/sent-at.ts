/**
 * When something was sent, as a field of `Incoming`; nothing where the network says nothing sound.
 * @param ms Unix time in milliseconds, as a network gives it
 */
export function sentAt(ms: unknown): { sentAt?: string } {
  const given = typeof ms === 'string' && /^\d{1,15}$/.test(ms) ? Number(ms) : ms;
  const moment = typeof given === 'number' ? new Date(given) : null;
  return moment && !Number.isNaN(moment.getTime()) ? { sentAt: moment.toISOString() } : {};
}
