import { byId, el, icon } from './dom.js';
import { t } from './strings.js';
import { showToast } from './toast.js';

/** All files of one message together, before base64. */
const LIMIT_MB = 20;

/**
 * The files that wait in the composer, by chat.
 * @param {() => string} chatNow
 */
export function createAttachments(chatNow) {
  /** @type {Map<string, File[]>} */
  const waiting = new Map();
  const list = byId('attached');
  const picker = byId('files');

  /** @param {string} chat */
  function of(chat) {
    return waiting.get(chat) ?? [];
  }

  /** @param {Iterable<File>} files */
  function add(files) {
    const all = [...of(chatNow()), ...files];
    const size = all.reduce((sum, file) => sum + file.size, 0);
    if (size > LIMIT_MB * 1024 * 1024) {
      showToast(t.tooLarge(LIMIT_MB));
      return;
    }
    waiting.set(chatNow(), all);
    render();
  }

  /** @param {File} file */
  function remove(file) {
    waiting.set(
      chatNow(),
      of(chatNow()).filter((one) => one !== file),
    );
    render();
    byId('text').focus();
  }

  function render() {
    const files = of(chatNow());
    list.hidden = files.length === 0;
    list.replaceChildren(
      ...files.map((file) =>
        el(
          'li',
          {},
          icon('file'),
          el('span', { class: 'attached-name', text: file.name }),
          el(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              'aria-label': t.removeFile(file.name),
              onclick: () => remove(file),
            },
            icon('close'),
          ),
        ),
      ),
    );
  }

  byId('attach').addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    add(picker.files);
    picker.value = '';
    byId('text').focus();
  });
  const phone = byId('phone');
  phone.addEventListener('dragover', (/** @type {DragEvent} */ event) => event.preventDefault());
  phone.addEventListener('drop', (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  byId('text').addEventListener('paste', (/** @type {ClipboardEvent} */ event) => {
    if (event.clipboardData?.files.length) add(event.clipboardData.files);
  });

  return {
    of,
    render,
    /** @param {string} chat */
    clear(chat) {
      waiting.delete(chat);
      render();
    },
  };
}

/**
 * A file as the simulator takes it; throws an Error with a sentence when it cannot be read.
 * @param {File} file
 * @returns {Promise<{ name: string, mime: string, base64: string }>}
 */
export function encodeFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Error(t.unreadable(file.name)));
    reader.onload = () => {
      const url = String(reader.result);
      const base64 = url.slice(url.indexOf(',') + 1);
      resolve({ name: file.name, mime: file.type || 'application/octet-stream', base64 });
    };
    reader.readAsDataURL(file);
  });
}
