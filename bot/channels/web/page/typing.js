import { byId } from './dom.js';

/** As long as the networks show theirs. */
const SHOWN_MS = 5000;

/**
 * The three dots below the last message, while an answer is being prepared.
 * @param {() => void} onShown The chat has become longer.
 */
export function createTypingSign(onShown) {
  const dots = byId('typing');
  /** @type {number | undefined} */
  let timer;

  function hide() {
    clearTimeout(timer);
    dots.hidden = true;
  }

  return {
    show() {
      clearTimeout(timer);
      dots.hidden = false;
      timer = setTimeout(hide, SHOWN_MS);
      onShown();
    },
    hide,
  };
}
