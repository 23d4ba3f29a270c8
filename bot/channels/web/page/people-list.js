import { byId, el, icon } from './dom.js';
import { fold } from './fold.js';
import { t } from './strings.js';

/** @typedef {import('./types.js').Contact} Contact */

/**
 * The searchable list of groups and people.
 * @param {(chat: string) => void} onOpen
 */
export function createPeopleList(onOpen) {
  const list = byId('people-list');
  const search = byId('search');
  /** @type {Contact[]} */
  let contacts = [];
  /** @type {string | null} */
  let current = null;
  let shown = '';

  function render() {
    const focused = list.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-chat')
      : null;
    const words = fold(search.value).split(' ');
    const found = contacts.filter((one) => words.every((word) => one.haystack.includes(word)));
    const structure = found.map((one) => `${one.section} ${one.chat}`).join('\n');
    // Lines that stay are not rebuilt: a click that is half done must still reach its button.
    if (structure === shown && found.length > 0) found.forEach(update);
    else rebuild(found);
    shown = structure;
    // One stop for the Tab key; arrows move inside the list.
    const stop = itemOf(focused) ?? itemOf(current) ?? items()[0];
    for (const item of items()) item.tabIndex = item === stop ? 0 : -1;
    if (focused) itemOf(focused)?.focus();
  }

  /** @param {Contact[]} found */
  function rebuild(found) {
    list.replaceChildren(...sectionsOf(found).map(renderSection));
    if (found.length > 0) return;
    list.append(el('p', { class: 'people-none', text: contacts.length ? t.noMatch : t.loading }));
  }

  /** @param {Contact} contact */
  function update(contact) {
    const old = itemOf(contact.chat);
    if (old && old.dataset.looks !== looks(contact)) old.replaceWith(renderContact(contact));
  }

  /** @param {Contact} contact All that a line shows. */
  function looks({ chat, label, detail, linked, unread }) {
    return JSON.stringify([label, detail, linked, unread, chat === current]);
  }

  /** @param {{ section: string, members: Contact[] }} part */
  function renderSection({ section, members }) {
    const title = t.sections[/** @type {keyof typeof t.sections} */ (section)];
    const id = `section-${section}`;
    return el(
      'section',
      { 'aria-labelledby': id },
      el('h2', { id, text: title }),
      el('ul', {}, ...members.map((contact) => el('li', {}, renderContact(contact)))),
    );
  }

  /** @param {Contact} contact */
  function renderContact(contact) {
    const words = el('span', { class: 'contact-words' }, el('b', { text: contact.label }));
    if (contact.detail) words.append(el('small', { text: contact.detail }));
    if (!contact.linked) words.append(el('small', { class: 'unlinked', text: t.notLinked }));
    const button = el(
      'button',
      {
        type: 'button',
        class: 'contact',
        tabindex: '-1',
        'data-chat': contact.chat,
        'data-looks': looks(contact),
        'aria-current': contact.chat === current && 'true',
        onclick: () => onOpen(contact.chat),
      },
      avatar(contact),
      words,
    );
    if (contact.unread > 0) {
      const shown = contact.unread > 99 ? '99+' : String(contact.unread);
      button.append(
        el(
          'span',
          { class: 'badge' },
          el('span', { 'aria-hidden': 'true', text: shown }),
          el('span', { class: 'sr-only', text: t.unread(contact.unread) }),
        ),
      );
    }
    return button;
  }

  /** @returns {HTMLElement[]} */
  function items() {
    return [...list.querySelectorAll('.contact')];
  }

  /** @param {string | null | undefined} chat */
  function itemOf(chat) {
    return items().find((item) => item.dataset.chat === chat);
  }

  /** @param {KeyboardEvent} event */
  function onListKey(event) {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) search.focus();
    else all[Math.min(to, all.length - 1)]?.focus();
  }

  list.addEventListener('keydown', onListKey);
  search.addEventListener('input', render);
  search.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      items()[0]?.focus();
    }
    if (event.key === 'Enter' && search.value.trim() !== '') items()[0]?.click();
    if (event.key === 'Escape') {
      search.value = '';
      render();
    }
  });

  return {
    /**
     * @param {Contact[]} next
     * @param {string | null} open The chat on the screen.
     */
    show(next, open) {
      contacts = next;
      current = open;
      render();
    },
    /** @param {string | null} chat Puts the keyboard on its line. */
    focus(chat) {
      itemOf(chat)?.focus();
    },
    /** Scrolls the line of the open chat into sight. */
    reveal() {
      itemOf(current)?.scrollIntoView({ block: 'nearest' });
    },
  };
}

/**
 * The round picture of a person or a group: initials, in the colour of the section.
 * @param {Contact} contact
 */
export function avatar(contact) {
  const node = el('span', {
    class: 'avatar',
    'data-section': contact.section,
    'aria-hidden': 'true',
  });
  node.append(contact.kind === 'group' ? icon('group') : contact.initials);
  return node;
}

/** @param {Contact[]} contacts Already in the order of the sections. */
function sectionsOf(contacts) {
  /** @type {{ section: string, members: Contact[] }[]} */
  const parts = [];
  for (const contact of contacts) {
    const last = parts.at(-1);
    if (last?.section === contact.section) last.members.push(contact);
    else parts.push({ section: contact.section, members: [contact] });
  }
  return parts;
}
