import type { ComponentChildren } from 'preact';

/** Line icons on a 20 px grid, in the colour of the text beside them. The text or `aria-label` names the button. */
function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

const icon = (...paths: readonly string[]) =>
  function LineIcon() {
    return (
      <Icon>
        {paths.map(path => (
          <path key={path} d={path} />
        ))}
      </Icon>
    );
  };

export const BackIcon = icon('M12 4.5 6.5 10l5.5 5.5');
export const ChevronIcon = icon('m5.5 8 4.5 4.5L14.5 8');
export const PlusIcon = icon('M10 4.5v11', 'M4.5 10h11');
export const CloseIcon = icon('m5.5 5.5 9 9', 'm14.5 5.5-9 9');
export const CheckIcon = icon('m4.5 10.5 3.7 3.7 7.3-8');
export const SearchIcon = icon('M9 14.2A5.2 5.2 0 1 0 9 3.8a5.2 5.2 0 0 0 0 10.4', 'm12.8 12.8 3.7 3.7');
export const TabIcon = icon(
  'M11.5 3.5h5v5',
  'm16.2 3.8-6.7 6.7',
  'M14.5 11.8v2.7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2h2.7',
);
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
export const WarningIcon = icon('M10 3.6 2.9 16h14.2z', 'M10 8.4v3.4', 'M10 13.9v.1');
export const GearIcon = icon(
  'M10 12.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2',
  'M8.6 2.9h2.8l.4 2.1 1.5.9 2-.7 1.4 2.4-1.6 1.4v2l1.6 1.4-1.4 2.4-2-.7-1.5.9-.4 2.1H8.6L8.2 15l-1.5-.9-2 .7-1.4-2.4L4.9 11V9L3.3 7.6l1.4-2.4 2 .7L8.2 5z',
);
export const AlbumIcon = icon(
  'M5 6.5h10a1.8 1.8 0 0 1 1.8 1.8v6.4a1.8 1.8 0 0 1-1.8 1.8H5a1.8 1.8 0 0 1-1.8-1.8V8.3A1.8 1.8 0 0 1 5 6.5',
  'M5 4h10',
);
export const ImageIcon = icon(
  'M5 3.5h10A1.5 1.5 0 0 1 16.5 5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V5A1.5 1.5 0 0 1 5 3.5',
  'm3.7 14 3.6-3.6 2.7 2.7 2.2-2.2 4.1 4',
  'M12.7 7.4v.1',
);
export const VideoIcon = icon(
  'M4.8 4.5h10.4c.7 0 1.3.6 1.3 1.3v8.4c0 .7-.6 1.3-1.3 1.3H4.8c-.7 0-1.3-.6-1.3-1.3V5.8c0-.7.6-1.3 1.3-1.3',
  'M8.4 7.5v5l4-2.5z',
);
export const AudioIcon = icon(
  'M7.5 14.5v-9l8-1.6v8.8',
  'M5.6 16.4a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8',
  'M13.6 14.6a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8',
);
export const ArchiveIcon = icon(
  'M3.5 4h13v3.5h-13z',
  'M4.5 7.5v7a1.5 1.5 0 0 0 1.5 1.5h8a1.5 1.5 0 0 0 1.5-1.5v-7',
  'M8.3 10.5h3.4',
);
export const DocumentIcon = icon(
  'M6 3.3h5.5L15.5 7.3v8A1.5 1.5 0 0 1 14 16.8H6a1.5 1.5 0 0 1-1.5-1.5V4.8A1.5 1.5 0 0 1 6 3.3',
  'M11.3 3.5v4h4',
  'M7.5 11h5',
  'M7.5 13.7h3.5',
);
