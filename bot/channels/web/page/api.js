import { t } from './strings.js';

/**
 * @typedef {import('./types.js').Clock} Clock
 * @typedef {import('./types.js').ClockMove} ClockMove
 * @typedef {import('./types.js').Message} Message
 */

/** A failed request; its message is a sentence for the person in front of the page. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {boolean} offline True when no answer came at all.
   */
  constructor(message, offline) {
    super(message);
    this.offline = offline;
  }
}

/** Called with true when the server stops answering and with false when it answers again. */
let onOffline = (/** @type {boolean} */ _offline) => {};

/** @param {(offline: boolean) => void} listener */
export function watchConnection(listener) {
  onOffline = listener;
}

/** @returns {Promise<{ people: import('./types.js').Person[], groups: import('./types.js').Group[] }>} */
export function getPeople() {
  return request('GET', '/sim/people');
}

/** @returns {Promise<Clock>} */
export function getClock() {
  return request('GET', '/sim/clock');
}

/**
 * Moves the clock forward and runs what becomes due; may take seconds.
 * @param {number} instant Epoch milliseconds.
 * @returns {Promise<ClockMove>}
 */
export function moveClock(instant) {
  return request('PUT', '/sim/clock', { now: new Date(instant).toISOString() });
}

/**
 * @param {string} chat
 * @param {number} after The `next` of the answer before; 0 for everything.
 * @returns {Promise<{ messages: Message[], next: number }>}
 */
export function getMessages(chat, after) {
  return request('GET', `/sim/messages?${new URLSearchParams({ chat, after: String(after) })}`);
}

/**
 * Speaks as a person: a text, a pressed choice or files.
 * @param {{ as: string, chat: string } & (
 *   { text: string } |
 *   { choice: string, messageId: string } |
 *   { files: { name: string, mime: string, base64: string }[], caption?: string })} message
 * @returns {Promise<{ ok: true }>}
 */
export function postMessage(message) {
  return request('POST', '/sim/messages', message);
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function request(method, path, body) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch {
    onOffline(true);
    throw new ApiError(t.unreachable, true);
  }
  onOffline(false);
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  const said = typeof answer?.error === 'string' ? answer.error : t.serverError(response.status);
  throw new ApiError(said, false);
}
