/** The neutral markup of messages; everything else is unwrapped to its text. */
const ALLOWED = new Set(['B', 'I', 'U', 'CODE', 'A']);
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'NOSCRIPT']);
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
const COMMAND = /(^|[\s(:,])(\/[a-z][a-z0-9_]{1,31})(?![a-z0-9_/])/g;

/**
 * Message markup as DOM nodes, rebuilt element by element from an allow-list. Parsed in an inert
 * document: nothing is loaded or run. Commands such as /viec become buttons, as in Telegram.
 * @param {string} html
 * @param {((command: string) => void) | null} onCommand Null: commands stay plain text.
 * @returns {DocumentFragment}
 */
export function renderMarkup(html, onCommand) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const fragment = document.createDocumentFragment();
  copyChildren(parsed.body, fragment, onCommand);
  return fragment;
}

/**
 * @param {Node} from
 * @param {Node} to
 * @param {((command: string) => void) | null} onCommand
 */
function copyChildren(from, to, onCommand) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) appendText(to, node.textContent ?? '', onCommand);
    if (!(node instanceof Element) || DROPPED.has(node.tagName)) continue;
    const copy = ALLOWED.has(node.tagName) ? safeCopy(node) : null;
    copyChildren(node, copy ?? to, copy && /^(A|CODE)$/.test(copy.tagName) ? null : onCommand);
    if (copy) to.appendChild(copy);
  }
}

/** @param {Element} node An allowed element without its attributes, except a safe link's target. */
function safeCopy(node) {
  if (node.tagName !== 'A') return document.createElement(node.tagName);
  const href = node.getAttribute('href') ?? '';
  if (!SAFE_LINK.test(href)) return document.createElement('span');
  const link = document.createElement('a');
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}

/**
 * @param {Node} to
 * @param {string} text
 * @param {((command: string) => void) | null} onCommand
 */
function appendText(to, text, onCommand) {
  let done = 0;
  if (onCommand) {
    for (const match of text.matchAll(COMMAND)) {
      const [, before = '', command = ''] = match;
      const start = match.index + before.length;
      to.appendChild(document.createTextNode(text.slice(done, start)));
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'command-link';
      button.textContent = command;
      button.addEventListener('click', () => onCommand(command));
      to.appendChild(button);
      done = start + command.length;
    }
  }
  to.appendChild(document.createTextNode(text.slice(done)));
}
