import { byId, el } from './dom.js';
import { t } from './strings.js';

/**
 * The small menu of commands beside the text field; choosing one sends it.
 * @param {(command: string) => void} onChoose
 */
export function createCommandMenu(onChoose) {
  const button = byId('commands');
  const menu = byId('command-menu');
  const items = Object.entries(t.commandHelp).map(([command, help]) =>
    el(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        tabindex: '-1',
        onclick: () => {
          close();
          onChoose(command);
        },
      },
      el('b', { text: command }),
      el('span', { text: help }),
    ),
  );
  menu.append(...items);

  function open() {
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    items[0].focus();
  }

  function close() {
    if (menu.hidden) return;
    const focused = menu.contains(document.activeElement);
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (focused) button.focus();
  }

  button.addEventListener('click', () => (menu.hidden ? open() : close()));
  menu.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length).focus();
    }
    if (event.key === 'Escape' || event.key === 'Tab') close();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !menu.contains(target) && !button.contains(target)) close();
  });
}
