import { trackContextMenu } from './context-menu-point';
import { describe } from './describe-image';
import { drawShown } from './draw-image';
import { aim, stopAiming } from './element-picker/element-picker';
import { readUrl } from './fetch-in-frame';
import type { ContentFunctions } from './functions';
import { findHere } from './image-at-context-menu';
import { letGo, readPiece } from './retained-blobs';
import { scan } from './scan-frame';
import { scrollBack, showPlace } from './scroll-into-view';
import { selectedImages } from './selected-images';
import { thumbnail } from './thumbnail';

// Injected into a page's frame, into the world that the page's own scripts can't see, when a person asks for something
// there; `capture/ask-page.ts` calls what it leaves behind. A frame that has it does not get it again.

const functions: ContentFunctions = {
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
trackContextMenu();
