import { byId, el, icon } from './dom.js';
import { t } from './strings.js';

const SHOWN_MS = 8000;

/**
 * Shows a sentence for a while at the foot of the page; screen readers hear it at once.
 * @param {string} sentence
 */
export function showToast(sentence) {
  const stack = byId('toasts');
  for (const same of stack.children) if (same.dataset.said === sentence) same.remove();
  while (stack.children.length >= 3) stack.firstElementChild.remove();
  const toast = el('div', { class: 'toast', role: 'alert', 'data-said': sentence });
  toast.append(
    el('p', { text: sentence }),
    el(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': t.close,
        onclick: () => toast.remove(),
      },
      icon('close'),
    ),
  );
  stack.append(toast);
  setTimeout(() => toast.remove(), SHOWN_MS);
}
