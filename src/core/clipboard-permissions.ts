/**
 * What the worker needs to copy something by itself, asked for when a person wants that. In Chrome it has no clipboard:
 * a page that nobody sees has it.
 */
export const clipboardPermissions = (isFirefox: boolean): readonly string[] =>
  isFirefox ? ['clipboardWrite'] : ['clipboardWrite', 'offscreen'];
