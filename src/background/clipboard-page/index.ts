import { postCopyResult } from './outcome';

// A page that nobody sees: it copies the text that its address carries, since Chrome's worker has no clipboard.

const field = document.createElement('textarea');
field.value = decodeURIComponent(location.hash.slice(1));
document.body.append(field);
field.select();
// Deprecated, and all there is: the Clipboard API wants the focus, which this page never has.
postCopyResult(document.execCommand('copy'));
