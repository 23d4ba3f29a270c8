import { byId, el, icon } from './dom.js';
import { avatar } from './people-list.js';
import { t } from './strings.js';

/**
 * Writes whose phone this is above it, and in it whom the chat is with.
 * @param {import('./types.js').Contact} contact
 */
export function renderHead(contact) {
  const group = contact.kind === 'group';
  const head = byId('chat-avatar');
  head.replaceChildren(icon(group ? 'group' : 'logo'));
  head.dataset.section = group ? 'group' : 'bot';
  byId('chat-title').textContent = group ? contact.name : 'Tiến Độ';
  byId('chat-subtitle').textContent = group ? contact.detail : t.botSubtitle;
  const words = el(
    'p',
    { class: 'caption-words' },
    el('span', { text: group ? t.groupScreen : t.phoneOf }),
    el('b', { text: contact.name }),
  );
  if (!contact.linked) words.append(el('small', { text: t.notLinked }));
  const caption = byId('caption');
  caption.dataset.kind = contact.kind;
  caption.replaceChildren(avatar(contact), words);
}
