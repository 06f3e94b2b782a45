import { fakeStorage } from './fake-storage';
import { textsIn } from './texts';

// Before every unit test. `webextension-polyfill` hands on the `browser` of the browser where there is one, and throws
// where there is no extension at all: this is the one that it hands on, in English and with empty storage, and
// `fake-browser.ts` gives it what else a test needs.

const runtime = { id: 'shoebox' };
Object.assign(globalThis, {
  chrome: { runtime },
  browser: { runtime, i18n: textsIn('en'), storage: fakeStorage() },
});
