import { describe } from './describe';
import { drawShown } from './draw-shown';
import type { InPageFunctions } from './functions';
import { letGo, readPiece } from './held-bytes';
import { readUrl } from './read-url';
import { scrollBack, showPlace } from './show-place';

// Injected into a page's frame, into the world that the page's own scripts can't see, when a person asks for something
// there; `capture/ask-page.ts` calls what it leaves behind. Injected again, it does no harm.

const functions: InPageFunctions = {
  describe,
  readUrl,
  drawShown,
  readPiece,
  letGo,
  showPlace,
  scrollBack,
};

Object.assign(globalThis, { shoeboxInPage: functions });
