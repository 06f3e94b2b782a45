import { icon } from './icons';

// What can be done with things, and what became of them.

export const ChevronIcon = icon('m5.5 8 4.5 4.5L14.5 8');
export const MoreIcon = icon('M4.6 10h.01', 'M10 10h.01', 'M15.4 10h.01');
export const CloseIcon = icon('m5.5 5.5 9 9', 'm14.5 5.5-9 9');
export const CheckIcon = icon('m4.5 10.5 3.7 3.7 7.3-8');
export const SelectAllIcon = icon('m2.5 10.5 3.7 3.7 7.3-8', 'm9 13 1.2 1.2 7.3-8');
export const LinkIcon = icon(
  'M8.4 11.6a3 3 0 0 0 4.3 0l2.9-2.9a3 3 0 0 0-4.3-4.3l-1 1',
  'M11.6 8.4a3 3 0 0 0-4.3 0l-2.9 2.9a3 3 0 0 0 4.3 4.3l1-1',
);
export const TrashIcon = icon(
  'M3.8 5.8h12.4',
  'M7.8 5.5V4.3c0-.6.4-1 1-1h2.4c.6 0 1 .4 1 1v1.2',
  'm5.3 6 .7 9c.1.9.7 1.5 1.5 1.5h5c.8 0 1.4-.6 1.5-1.5l.7-9',
  'M8.5 9v4.5',
  'M11.5 9v4.5',
);
export const InfoIcon = icon(
  'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4',
  'M10 9.2v4.2',
  'M10 6.5v.1',
);
export const AlertIcon = icon('M10 4.8v6.4', 'M10 14.8v.1');
export const PauseIcon = icon('M7.3 5v10', 'M12.7 5v10');
export const PlayIcon = icon('M6.8 4.8v10.4l8.4-5.2z');
export const RetryIcon = icon('M15.6 10a5.6 5.6 0 1 1-1.8-4.1', 'M15.8 3.4v3.4h-3.4');

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
export const ClockIcon = icon('M10 16.2a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4', 'M10 6.6v3.6l2.3 1.4');
export const KeyboardIcon = icon(
  'M4.2 5.5h11.6c.8 0 1.4.6 1.4 1.4v6.2c0 .8-.6 1.4-1.4 1.4H4.2c-.8 0-1.4-.6-1.4-1.4V6.9c0-.8.6-1.4 1.4-1.4',
  'M5.8 8.4h.01',
  'M8.6 8.4h.01',
  'M11.4 8.4h.01',
  'M14.2 8.4h.01',
  'M7 11.6h6',
);
export const TabIcon = icon(
  'M11.5 3.5h5v5',
  'm16.2 3.8-6.7 6.7',
  'M14.5 11.8v2.7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2h2.7',
);
export const PanelIcon = icon(
  'M5 4h10a1.8 1.8 0 0 1 1.8 1.8v8.4A1.8 1.8 0 0 1 15 16H5a1.8 1.8 0 0 1-1.8-1.8V5.8A1.8 1.8 0 0 1 5 4',
  'M11.8 4v12',
);
export const PickIcon = icon(
  'M3.5 3.5h5v5h-5z',
  'M11.5 3.5h5v5h-5z',
  'M3.5 11.5h5v5h-5z',
  'm11.5 14 2 2 3.5-4',
);
