import { LIBRARIES } from './libraries';
import { MAGAZINES } from './magazines';
import { PHOTOGRAPHS } from './photographs';
import { SHOPS } from './shops';
import { SOCIAL } from './social';
import { SYSTEMS } from './systems';
import type { TourPage } from './tour-page';

/**
 * Sixty pages as the sites and systems that people save from make them: their markup, the forms of their addresses, what
 * their servers ask for. Built by us after what is known in public; nothing of them is copied.
 */
export const TOUR: readonly TourPage[] = [
  ...SOCIAL,
  ...PHOTOGRAPHS,
  ...SHOPS,
  ...SYSTEMS,
  ...MAGAZINES,
  ...LIBRARIES,
];
