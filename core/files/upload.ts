/** How long a link to the upload page is good. */
export const UPLOAD_HOURS = 24;

/** Begins the `ref` of an incoming file that lies in our own store already; its hash follows. */
export const STORED_FILE = 'stored:';
