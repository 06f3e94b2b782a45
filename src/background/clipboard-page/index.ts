import { postCopyResult } from './outcome';

// Chrome's offscreen document: copies the text in its URL, since a service worker has no clipboard.

const field = document.createElement('textarea');
field.value = decodeURIComponent(location.hash.slice(1));
document.body.append(field);
field.select();
// Deprecated, but the Clipboard API needs the focus, which this page never has.
postCopyResult(document.execCommand('copy'));
