/**
 * The element with this id; a missing one is a mistake in index.html.
 * @param {string} id
 * @returns {any} Typed loosely: the caller knows which element it is.
 */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`index.html has no #${id}`);
  return node;
}

/**
 * Makes an element. `text` is text and never markup; keys beginning with `on` are listeners; a
 * value of null, undefined or false leaves the attribute out.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node | string | null | undefined)} children
 * @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'text') node.textContent = value;
    else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

/**
 * An icon of the sprite in index.html; decorative, so the control that carries it needs a label.
 * @param {string} name
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** True where list and chat share one column (same width as in style.css). */
export function isNarrow() {
  return matchMedia('(max-width: 719px)').matches;
}

/**
 * Files come from this server only; the address of anything else leads nowhere.
 * @param {string} url
 */
export function ownUrl(url) {
  const resolved = new URL(url, location.href);
  return resolved.origin === location.origin ? resolved.href : '#';
}
