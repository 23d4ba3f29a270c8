/** What has been typed and not yet sent, by chat; survives a reload of the tab. */

const PREFIX = 'tiendo-sim:';

/** @type {Map<string, string>} Stands in where the browser forbids storage. */
const memory = new Map();

/**
 * @param {string} key
 * @returns {string} Empty when nothing is kept.
 */
export function recall(key) {
  return memory.get(key) ?? readStorage(key) ?? '';
}

/**
 * @param {string} key
 * @param {string} value An empty value forgets.
 */
export function remember(key, value) {
  memory.set(key, value);
  try {
    if (value === '') sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, value);
  } catch {
    // Storage refused or full: memory has it for as long as the page is open.
  }
}

/** @param {string} key */
function readStorage(key) {
  try {
    return sessionStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}
