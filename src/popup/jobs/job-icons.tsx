import { icon } from '../../ui/icons';

// What can be done with things in the bucket.

export const PencilIcon = icon('m12.6 4.6 2.8 2.8-8.6 8.6-3.4.6.6-3.4z', 'm11 6.2 2.8 2.8');
export const MoveIcon = icon(
  'M3.2 6.2c0-.9.7-1.6 1.6-1.6h3l1.6 1.9h5.8c.9 0 1.6.7 1.6 1.6v5.7c0 .9-.7 1.6-1.6 1.6H4.8c-.9 0-1.6-.7-1.6-1.6z',
  'M7.5 11h5',
  'm10.6 9 2 2-2 2',
);
export const DownloadIcon = icon(
  'M10 3.4v8.8',
  'm6.4 8.8 3.6 3.6 3.6-3.6',
  'M3.8 13.6v1.8c0 .7.5 1.2 1.2 1.2h10c.7 0 1.2-.5 1.2-1.2v-1.8',
);
export const CopyIcon = icon(
  'M8.4 7h6.4c.8 0 1.4.6 1.4 1.4v6.4c0 .8-.6 1.4-1.4 1.4H8.4c-.8 0-1.4-.6-1.4-1.4V8.4C7 7.6 7.6 7 8.4 7',
  'M13 7V5.2c0-.8-.6-1.4-1.4-1.4H5.2c-.8 0-1.4.6-1.4 1.4v6.4c0 .8.6 1.4 1.4 1.4H7',
);
/** Back to how it was. */
export const RestoreIcon = icon('M4.4 10a5.6 5.6 0 1 0 1.8-4.1', 'M4.2 3.4v3.4h3.4', 'M10 7.2v3l2.1 1.4');
