import type { InPageFunctions } from './functions';
import { scan } from './scan';
import { thumbnail } from './thumbnail';

// Injected into a page's frame, into the world that the page's own scripts can't see, when a person asks for something
// there; `capture/ask-page.ts` calls what it leaves behind. Injected again, it does no harm.

const functions: InPageFunctions = { scan, thumbnail };

Object.assign(globalThis, { shoeboxInPage: functions });
