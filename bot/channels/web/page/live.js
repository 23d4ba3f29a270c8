const POLL_MS = 2500;
const RETRY_MS = 3000;

/**
 * Tells when something new is on the server: by server-sent events, and by polling for as long as
 * these do not come through.
 * @param {object} handlers
 * @param {(chat: string, seq: number) => void} handlers.onChat Something new stands in a chat.
 * @param {(chat: string) => void} handlers.onTyping An answer is being prepared for a chat.
 * @param {() => void} handlers.onClock The clock moved.
 * @param {() => void} handlers.onCatchUp Anything may have happened: look at everything again.
 */
export function listen({ onChat, onTyping, onClock, onCatchUp }) {
  let live = false;
  let missed = false;

  function connect() {
    const source = new EventSource('/sim/events');
    source.onopen = () => {
      live = true;
      if (missed) onCatchUp();
      missed = false;
    };
    source.onmessage = ({ data }) => {
      const event = parse(data);
      if (event?.clock) onClock();
      if (typeof event?.chat === 'string') onChat(event.chat, Number(event.seq));
      if (typeof event?.typing === 'string') onTyping(event.typing);
    };
    source.onerror = () => {
      live = false;
      missed = true;
      // A closed source does not come back by itself (the server answered with an error).
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, RETRY_MS);
    };
  }

  if ('EventSource' in window) connect();
  setInterval(() => {
    if (!live && !document.hidden) onCatchUp();
  }, POLL_MS);
}

/** @param {string} data */
function parse(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
