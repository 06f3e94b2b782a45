import { openAskPage } from '../capture/ask-page';
import inPage from '../in-page/in-page?script&iife';

/** Asks the frames of pages, by way of the script that is built for them. */
export const askPage = openAskPage(inPage);
