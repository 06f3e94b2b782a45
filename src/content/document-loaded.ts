/** Scripts and servers that do not answer keep a document from being complete; what is there is there. */
const PATIENCE_MS = 3_000;

/** Resolves once all of the document is there, or has been waited for long enough. */
export function documentLoaded(): Promise<void> {
  return new Promise(resolve => {
    if (document.readyState !== 'loading') return resolve();
    const late = setTimeout(resolve, PATIENCE_MS);
    document.addEventListener(
      'DOMContentLoaded',
      () => {
        clearTimeout(late);
        resolve();
      },
      { once: true },
    );
  });
}
