import { postMessage } from './api.js';
import { createAttachments, encodeFile } from './attachments.js';
import { createCommandMenu } from './command-menu.js';
import { byId, el } from './dom.js';
import { recall, remember } from './drafts.js';
import { showToast } from './toast.js';

/** @typedef {import('./types.js').Contact} Contact */

const TALLEST_PX = 140;

/**
 * The foot of the phone: text, files, commands, and in groups who is writing.
 * @param {object} given
 * @param {(chat: string) => void} given.onSent
 * @param {() => void} given.onSender Another member of the group writes now.
 */
export function createComposer({ onSent, onSender }) {
  const form = byId('composer');
  const text = byId('text');
  const as = byId('as-person');
  /** @type {Contact | null} */
  let contact = null;
  const attachments = createAttachments(() => contact?.chat ?? '');
  /** @type {Set<string>} Chats with a message on its way. */
  const sending = new Set();

  function sender() {
    if (!contact) return '';
    return contact.kind === 'group' ? as.value : (contact.senders[0]?.id ?? '');
  }

  function grow() {
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, TALLEST_PX)}px`;
    text.style.overflowY = text.scrollHeight > TALLEST_PX ? 'auto' : 'hidden';
  }

  /**
   * Sends and returns whether the server took it; says so when it did not.
   * @param {string} chat
   * @param {(as: string) => Promise<unknown>} post
   */
  async function send(chat, post) {
    if (sending.has(chat)) return false;
    sending.add(chat);
    renderBusy();
    try {
      await post(sender());
      onSent(chat);
      return true;
    } catch (error) {
      showToast(/** @type {Error} */ (error).message);
      return false;
    } finally {
      sending.delete(chat);
      renderBusy();
    }
  }

  function renderBusy() {
    byId('send').setAttribute('aria-disabled', String(sending.has(contact?.chat ?? '')));
  }

  async function submit() {
    const chat = contact?.chat;
    const typed = text.value;
    const files = attachments.of(chat ?? '');
    if (!chat || (typed.trim() === '' && files.length === 0)) return;
    const taken = await send(chat, async (person) => {
      if (files.length === 0) return postMessage({ as: person, chat, text: typed.trim() });
      const encoded = await Promise.all(files.map(encodeFile));
      const caption = typed.trim() === '' ? {} : { caption: typed.trim() };
      return postMessage({ as: person, chat, files: encoded, ...caption });
    });
    if (!taken) return;
    if (files.length > 0) attachments.clear(chat);
    // What was typed while the message was on its way stays.
    if (recall(draftKey(chat)) === typed) remember(draftKey(chat), '');
    if (contact?.chat === chat && text.value === typed) {
      text.value = '';
      grow();
    }
  }

  /** @param {string} command */
  function sendCommand(command) {
    const chat = contact?.chat;
    if (chat) send(chat, (person) => postMessage({ as: person, chat, text: command }));
  }

  function renderSenders() {
    byId('as').hidden = contact?.kind !== 'group';
    if (contact?.kind !== 'group') return;
    const members = contact.senders.map((person) => `${person.id} ${person.name}`).join('\n');
    // Rebuilding an open drop-down would close it.
    if (as.dataset.members === contact.chat + members) return;
    as.dataset.members = contact.chat + members;
    const chosen = recall(`as:${contact.chat}`);
    as.replaceChildren(
      ...contact.senders.map((person) => el('option', { value: person.id, text: person.name })),
    );
    if (contact.senders.some((person) => person.id === chosen)) as.value = chosen;
  }

  form.addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    // While an input method composes (Telex, VNI), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  text.addEventListener('input', () => {
    if (contact) remember(draftKey(contact.chat), text.value);
    grow();
  });
  as.addEventListener('change', () => {
    if (contact) remember(`as:${contact.chat}`, as.value);
    onSender();
  });
  createCommandMenu(sendCommand);

  return {
    sender,
    sendCommand,
    focus: () => text.focus(),

    /**
     * Turns to another chat: its draft, its files, its members.
     * @param {Contact} next
     */
    open(next) {
      const same = contact?.chat === next.chat;
      contact = next;
      renderSenders();
      if (same) return;
      text.value = recall(draftKey(next.chat));
      attachments.render();
      renderBusy();
      grow();
    },
  };
}

/** @param {string} chat */
function draftKey(chat) {
  return `draft:${chat}`;
}
