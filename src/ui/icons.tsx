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

/** An icon of these paths. The icons of the popup's first paint are here; others stand beside, to be loaded later. */
export const icon = (...paths: readonly string[]) =>
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
export const ForwardIcon = icon('M8 4.5 13.5 10 8 15.5');
export const PlusIcon = icon('M10 4.5v11', 'M4.5 10h11');
export const SearchIcon = icon('M9 14.2A5.2 5.2 0 1 0 9 3.8a5.2 5.2 0 0 0 0 10.4', 'm12.8 12.8 3.7 3.7');
export const GearIcon = icon(
  'M10 12.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2',
  'M8.6 2.9h2.8l.4 2.1 1.5.9 2-.7 1.4 2.4-1.6 1.4v2l1.6 1.4-1.4 2.4-2-.7-1.5.9-.4 2.1H8.6L8.2 15l-1.5-.9-2 .7-1.4-2.4L4.9 11V9L3.3 7.6l1.4-2.4 2 .7L8.2 5z',
);
export const AlbumIcon = icon(
  'M5 6.5h10a1.8 1.8 0 0 1 1.8 1.8v6.4a1.8 1.8 0 0 1-1.8 1.8H5a1.8 1.8 0 0 1-1.8-1.8V8.3A1.8 1.8 0 0 1 5 6.5',
  'M5 4h10',
);
