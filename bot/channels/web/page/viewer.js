import { byId, ownUrl } from './dom.js';

/**
 * Shows a picture large; Escape, a click beside it or the button closes it.
 * @param {import('./types.js').MessageFile} file
 */
export function openPicture(file) {
  const image = byId('viewer-image');
  image.src = ownUrl(file.url);
  image.alt = file.name;
  byId('viewer').showModal();
}

/** Connects the closing of the viewer; once, at start. */
export function prepareViewer() {
  const viewer = byId('viewer');
  viewer.addEventListener('click', (/** @type {MouseEvent} */ event) => {
    if (event.target !== byId('viewer-image')) viewer.close();
  });
}
