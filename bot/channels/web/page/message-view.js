import { el, icon, ownUrl } from './dom.js';
import { renderMarkup } from './markup.js';
import { t } from './strings.js';
import { hourText, wallAt } from './time.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').Choice} Choice
 * @typedef {import('./types.js').MessageFile} MessageFile
 *
 * @typedef {object} Setting What surrounds a message.
 * @property {boolean} mine Sent by the person whose phone this is.
 * @property {boolean} named Shows the sender's name.
 * @property {boolean} busy A choice of it is being sent.
 * @property {string} timeZone
 * @property {(choice: Choice) => void} onChoice
 * @property {(command: string) => void} onCommand
 * @property {(file: MessageFile) => void} onPicture
 */

/** Senders' names in groups take one of this many colours of message.css. */
const NAME_COLOURS = 5;

/**
 * One message as a list item: bubble, files, and its choices below.
 * @param {Message} message
 * @param {Setting} setting
 * @returns {HTMLLIElement}
 */
export function messageItem(message, setting) {
  const bubble = el('div', { class: 'bubble' });
  const hidden = setting.mine ? t.you : message.fromName;
  if (setting.named) {
    const colour = message.from === 'bot' ? 'bot' : hash(message.from) % NAME_COLOURS;
    bubble.append(el('p', { class: 'from', 'data-colour': colour, text: message.fromName }));
  } else {
    bubble.append(el('span', { class: 'sr-only', text: `${hidden}: ` }));
  }
  const files = message.files ?? [];
  for (const file of files.filter((one) => one.kind === 'image')) {
    bubble.append(picture(file, setting.onPicture));
  }
  for (const file of files.filter((one) => one.kind !== 'image')) bubble.append(fileChip(file));
  const text = el('div', { class: 'text' });
  text.append(renderMarkup(message.html, message.from === 'bot' ? setting.onCommand : null));
  text.append(meta(message, setting.timeZone));
  bubble.append(text);

  const rows = (message.choices ?? []).filter((row) => row.length > 0);
  const item = el('li', {
    class: `message ${setting.mine ? 'mine' : 'theirs'}`,
    'data-message': message.messageId,
  });
  const stack = el('div', { class: 'stack' }, bubble);
  if (rows.length > 0) stack.append(choiceRows(rows, message.pressed, setting));
  item.append(stack);
  return item;
}

/** The text of a message without markup, for a screen reader's announcement. @param {Message} message */
export function spokenText(message) {
  const text = renderMarkup(message.html, null).textContent ?? '';
  const files = (message.files ?? []).map((file) => file.name).join(', ');
  return `${message.fromName}: ${[text, files].filter(Boolean).join(' ')}`.slice(0, 400);
}

/**
 * @param {Choice[][]} rows
 * @param {string | undefined} pressed
 * @param {Setting} setting
 */
function choiceRows(rows, pressed, setting) {
  const group = el('div', { class: 'choices', role: 'group', 'aria-label': t.choicesLabel });
  for (const row of rows) {
    const line = el('div', { class: 'choice-row' });
    for (const choice of row) {
      const chosen = choice.id === pressed;
      const button = el('button', {
        type: 'button',
        class: 'choice',
        'data-choice': choice.id,
        'aria-pressed': chosen && 'true',
        'aria-disabled': setting.busy && 'true',
        onclick: () => setting.onChoice(choice),
      });
      if (chosen) button.append(icon('check'));
      button.append(el('span', { text: choice.label }));
      line.append(button);
    }
    group.append(line);
  }
  return group;
}

/**
 * @param {MessageFile} file
 * @param {(file: MessageFile) => void} onPicture
 */
function picture(file, onPicture) {
  return el(
    'button',
    {
      type: 'button',
      class: 'picture',
      'aria-label': t.openPicture(file.name),
      onclick: () => onPicture(file),
    },
    el('img', { src: ownUrl(file.url), alt: file.name }),
  );
}

/** @param {MessageFile} file */
function fileChip(file) {
  const dot = file.name.lastIndexOf('.');
  const ending = dot > 0 ? file.name.slice(dot + 1).toLowerCase() : '';
  return el(
    'a',
    {
      class: 'file',
      href: ownUrl(file.url),
      download: file.name,
      'aria-label': t.download(file.name),
    },
    el('span', { class: 'file-kind', 'data-kind': ending, text: ending.slice(0, 4) || '•' }),
    el('span', { class: 'file-name', text: file.name }),
  );
}

/**
 * @param {Message} message
 * @param {string} timeZone
 */
function meta(message, timeZone) {
  const node = el('span', { class: 'meta' });
  if (message.edited) node.append(el('span', { text: t.edited }), ' ');
  node.append(el('time', { datetime: message.at, text: hourText(wallAt(message.at, timeZone)) }));
  return node;
}

/** @param {string} text */
function hash(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum;
}
