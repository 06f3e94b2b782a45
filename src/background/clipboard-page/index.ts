import { postCopyResult } from './outcome';

/** A tenth of a second was enough each of 160 times; a busy computer may need longer. */
const CLOSE_AFTER_MS = 2_000;

// Chrome's offscreen document: copies the text in its URL, since a service worker has no clipboard.

const field = document.createElement('textarea');
field.value = decodeURIComponent(location.hash.slice(1));
document.body.append(field);
field.select();
// Deprecated, but the Clipboard API needs the focus, which this page never has.
postCopyResult(location.search.slice(1), document.execCommand('copy'));
// The browser takes the text over after that, and tells nobody when it has. A page that closes before takes the text along.
setTimeout(() => window.close(), CLOSE_AFTER_MS);
