import { icon } from '../../ui/icons';

const LENS = ['M9 14.2A5.2 5.2 0 1 0 9 3.8a5.2 5.2 0 0 0 0 10.4', 'm12.8 12.8 3.7 3.7', 'M6.8 9h4.4'];

export const ZoomOutIcon = icon(...LENS);
export const ZoomInIcon = icon(...LENS, 'M9 6.8v4.4');
export const NextIcon = icon('m8 4.5 5.5 5.5L8 15.5');
