import { openCallInFrame } from '../capture/call-in-frame';
import inPage from '../content/content-script?script&iife';

/** Asks the frames of pages, by way of the script that is built for them. */
export const callInFrame = openCallInFrame(inPage);
