// Before every unit test. `webextension-polyfill` hands on the `browser` of the browser where there is one, and throws
// where there is no extension at all: this is the one that it hands on, and `fake-browser.ts` fills it.

const runtime = { id: 'shoebox' };
Object.assign(globalThis, { chrome: { runtime }, browser: { runtime } });
