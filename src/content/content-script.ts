import { describeImage } from './describe-image';
import { cancelPicking, pickElement } from './element-picker';
import type { ContentFunctions } from './functions';
import { imageAtContextMenu, trackContextMenu } from './image-at-context-menu';
import { pageCharset } from './page-charset';
import { drawImage, fetchInFrame, thumbnail } from './read-image';
import { readChunk, releaseBlob } from './retained-blobs';
import { scanFrame } from './scan-frame';
import { restoreScroll, scrollIntoView } from './scroll-into-view';
import { selectedImages } from './selected-images';
import { setupCodes } from './setup-codes';

// Built into one self-contained script (`?script&iife` in background/index.ts) and injected into a frame when the user
// asks for something there, into the isolated world that the page's own scripts can't see. capture/call-in-frame.ts calls
// what it leaves behind; a frame that has it already does not get it again.

const functions: ContentFunctions = {
  describeImage,
  imageAtContextMenu,
  pickElement,
  cancelPicking,
  selectedImages,
  scanFrame,
  thumbnail,
  pageCharset,
  fetchInFrame,
  drawImage,
  readChunk,
  releaseBlob,
  scrollIntoView,
  restoreScroll,
  setupCodes,
};

Object.assign(globalThis, { shoeboxContent: functions });
trackContextMenu();
