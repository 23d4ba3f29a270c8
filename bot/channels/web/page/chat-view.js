import { getMessages, postMessage } from './api.js';
import { renderHead } from './chat-head.js';
import { byId, el, icon } from './dom.js';
import { messageItem, spokenText } from './message-view.js';
import { t } from './strings.js';
import { longDayText, wallAt } from './time.js';
import { showToast } from './toast.js';
import { createTypingSign } from './typing.js';
import { openPicture } from './viewer.js';

/**
 * @typedef {import('./types.js').Contact} Contact
 * @typedef {import('./types.js').Message} Message
 */

/** Messages drawn at once; earlier ones wait behind a button. */
const SHOWN = 120;
/** How long the buttons of a message stay shut after a press, so that a double click is one press. */
const SHUT_MS = 900;
const NEAR_END_PX = 90;

/**
 * The phone: header, messages, and their buttons.
 * @param {object} given
 * @param {() => string} given.sender Id of the person who acts in the open chat.
 * @param {() => string} given.timeZone
 * @param {(text: string) => void} given.onCommand
 * @param {() => void} given.focusComposer
 */
export function createChatView({ sender, timeZone, onCommand, focusComposer }) {
  const scroller = byId('scroller');
  const list = byId('messages');
  // Not every browser lets the keyboard scroll a region that cannot be focused.
  scroller.tabIndex = 0;
  /** @type {Contact | null} */
  let contact = null;
  /** @type {Message[]} In the order of their first appearance. */
  let messages = [];
  let firstShown = 0;
  let cursor = 0;
  let loaded = false;
  let atEnd = true;
  /** @type {Promise<void> | null} */
  let fetching = null;
  let again = false;
  const typing = createTypingSign(() => {
    if (atEnd) toEnd();
  });
  /** @type {Set<string>} Messages of which a choice is being sent. */
  const busy = new Set();

  /** @param {Message} message */
  function itemFor(message) {
    const mine = message.from === sender();
    return messageItem(message, {
      mine,
      named: contact?.kind === 'group' && !mine,
      busy: busy.has(message.messageId),
      timeZone: timeZone(),
      onChoice: (choice) => press(message.messageId, choice.id),
      onCommand,
      onPicture: openPicture,
    });
  }

  /** @param {Message} message */
  function dayOf(message) {
    return longDayText(wallAt(message.at, timeZone()));
  }

  /** @param {number} at Position in `messages`. */
  function nodesAt(at) {
    const message = messages[at];
    if (!message) return [];
    const before = at > firstShown ? messages[at - 1] : undefined;
    const item = itemFor(message);
    if (before && dayOf(before) === dayOf(message)) {
      if (before.from === message.from) item.classList.add('follows');
      return [item];
    }
    return [el('li', { class: 'day' }, el('span', { text: dayOf(message) })), item];
  }

  function renderAll() {
    /** @type {Node[]} */
    const nodes = [];
    if (firstShown > 0) nodes.push(el('li', { class: 'earlier' }, earlierButton()));
    for (let at = firstShown; at < messages.length; at += 1) nodes.push(...nodesAt(at));
    list.replaceChildren(...nodes);
    renderEmpty();
  }

  function earlierButton() {
    const more = Math.min(SHOWN, firstShown);
    return el('button', {
      type: 'button',
      class: 'pill',
      text: t.earlier(more),
      onclick: () => {
        const fromEnd = scroller.scrollHeight - scroller.scrollTop;
        firstShown -= more;
        renderAll();
        scroller.scrollTop = scroller.scrollHeight - fromEnd;
        scroller.focus();
      },
    });
  }

  function renderEmpty() {
    const empty = byId('empty');
    empty.hidden = !loaded || messages.length > 0 || !contact;
    if (empty.hidden || !contact) return;
    const hint = contact.linked ? t.noMessagesHint : t.strangerHint;
    empty.replaceChildren(
      el('span', { class: 'empty-mark' }, icon('logo')),
      el('p', { class: 'empty-title', text: t.noMessages }),
      el('p', { text: hint }),
    );
    if (contact.kind === 'person') {
      const begin = { type: 'button', class: 'button', text: t.begin };
      empty.append(el('button', { ...begin, onclick: () => onCommand('/start') }));
    }
  }

  function isNearEnd() {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
  }

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
  }

  /**
   * Draws what one answer brought: new messages at the end, edited ones in their place.
   * @param {Message[]} news
   */
  function take(news) {
    /** @type {string[]} */
    const spoken = [];
    let ownAdded = false;
    let added = 0;
    for (const message of news) {
      const at = messages.findLastIndex((one) => one.messageId === message.messageId);
      const old = messages[at];
      if (old && old.seq >= message.seq) continue;
      if (old) {
        messages[at] = message;
        redraw(message);
      } else {
        messages.push(message);
        const nodes = nodesAt(messages.length - 1);
        nodes.at(-1)?.classList.add('is-new');
        list.append(...nodes);
        added += 1;
      }
      if (message.from === 'bot') typing.hide();
      if (message.from === sender()) ownAdded = true;
      else if (message.html !== old?.html) spoken.push(spokenText(message));
    }
    renderEmpty();
    if (spoken.length > 0) byId('live').textContent = spoken.slice(-3).join('\n');
    if (atEnd || ownAdded) toEnd();
    else if (added > 0) byId('to-end').hidden = false;
  }

  /** Draws one message anew where it stands; the keyboard's focus stays with it. @param {Message} message */
  function redraw(message) {
    const old = list.querySelector(`[data-message="${CSS.escape(message.messageId)}"]`);
    if (!old) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const item = itemFor(message);
    if (old.classList.contains('follows')) item.classList.add('follows');
    old.replaceWith(item);
    if (!focused) return;
    const same = CSS.escape(focused.getAttribute('data-choice') ?? '');
    const next = item.querySelector(`[data-choice="${same}"]`) ?? item.querySelector('.choice');
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
    else focusComposer();
  }

  /**
   * @param {string} messageId
   * @param {string} choice
   */
  async function press(messageId, choice) {
    const chat = contact?.chat;
    const message = messages.find((one) => one.messageId === messageId);
    if (!chat || !message || busy.has(messageId)) return;
    const before = message.pressed;
    busy.add(messageId);
    message.pressed = choice;
    redraw(message);
    try {
      await postMessage({ as: sender(), chat, choice, messageId });
      if (contact?.chat === chat) sync();
    } catch (error) {
      if (before === undefined) delete message.pressed;
      else message.pressed = before;
      showToast(/** @type {Error} */ (error).message);
    }
    setTimeout(() => {
      busy.delete(messageId);
      const current = messages.find((one) => one.messageId === messageId);
      if (contact?.chat === chat && current) redraw(current);
    }, SHUT_MS);
  }

  async function fetchNews() {
    const asked = contact;
    if (!asked) return;
    const { messages: news, next } = await getMessages(asked.chat, cursor);
    if (contact?.chat !== asked.chat) return;
    if (next < cursor) {
      // The server counts anew (its data were set back): what is shown no longer exists.
      cursor = 0;
      loaded = false;
      return fetchNews();
    }
    cursor = next;
    if (loaded) {
      take(news);
      return;
    }
    loaded = true;
    messages = latestOfEach(news);
    firstShown = Math.max(0, messages.length - SHOWN);
    renderAll();
    toEnd();
  }

  /** @param {import('./api.js').ApiError} error Without a connection its notice says enough. */
  function onFetchError(error) {
    if (error.offline) return;
    loaded = true;
    renderEmpty();
    showToast(error.message);
  }

  /** Fetches what is new, one request at a time. */
  async function sync() {
    if (fetching) {
      again = true;
      return fetching;
    }
    fetching = fetchNews().catch(onFetchError);
    await fetching;
    fetching = null;
    if (!again) return;
    again = false;
    await sync();
  }

  scroller.addEventListener('scroll', () => {
    atEnd = isNearEnd();
    if (atEnd) byId('to-end').hidden = true;
  });
  // A picture that arrives late or a composer that grows must not push the end out of sight.
  const sizes = new ResizeObserver(() => {
    if (atEnd) toEnd();
  });
  sizes.observe(scroller);
  sizes.observe(list);
  byId('to-end').addEventListener('click', toEnd);

  return {
    sync,
    showTyping: typing.show,
    redrawAll: renderAll,

    /**
     * Shows another chat, or the same one with its particulars changed.
     * @param {Contact} next
     */
    async open(next) {
      const same = contact?.chat === next.chat;
      contact = next;
      renderHead(next);
      if (same) return;
      messages = [];
      firstShown = 0;
      cursor = 0;
      loaded = false;
      atEnd = true;
      byId('to-end').hidden = true;
      typing.hide();
      renderAll();
      await sync();
    },
  };
}

/**
 * An answer may list a message and then its edits: keeps the place of the first, the text of the last.
 * @param {Message[]} news
 */
function latestOfEach(news) {
  /** @type {Map<string, Message>} */
  const latest = new Map();
  for (const message of news) latest.set(message.messageId, message);
  return [...latest.values()];
}
