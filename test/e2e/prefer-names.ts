/**
 * Has photos stand by name, as for somebody who chose that: those of a test come within a second or two, and by date they
 * would stand differently each time. Runs in every page before its own scripts.
 */
export function preferNames(): void {
  if (location.protocol === 'chrome-extension:' && localStorage.getItem('photo-order') === null)
    localStorage.setItem('photo-order', '{"by":"name"}');
}
