import { aim, stopAiming } from './aim/aim';
import { describe } from './describe';
import { drawShown } from './draw-shown';
import { findHere } from './find-here';
import type { InPageFunctions } from './functions';
import { letGo, readPiece } from './held-bytes';
import { readUrl } from './read-url';
import { watchRightClicks } from './right-clicks';
import { scan } from './scan';
import { selectedImages } from './selected-images';
import { scrollBack, showPlace } from './show-place';
import { thumbnail } from './thumbnail';

// Injected into a page's frame, into the world that the page's own scripts can't see, when a person asks for something
// there; `capture/ask-page.ts` calls what it leaves behind. A frame that has it does not get it again.

const functions: InPageFunctions = {
  describe,
  findHere,
  aim,
  stopAiming,
  selectedImages,
  scan,
  thumbnail,
  readUrl,
  drawShown,
  readPiece,
  letGo,
  showPlace,
  scrollBack,
};

Object.assign(globalThis, { shoeboxInPage: functions });
watchRightClicks();
