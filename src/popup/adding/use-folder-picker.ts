import { useCallback } from 'preact/hooks';
import { useApp } from '../model/app-context';
import { openInTab } from '../model/other-places';
import { isToolbarPopup } from '../model/own-window';
import { routeOf } from '../model/route';

/**
 * Lets the user choose a folder. The toolbar's popup closes at a click elsewhere, and would take along what of a large
 * folder the worker does not have yet: from there the page goes on in a tab.
 * @param into prefix of the album that the folder goes into; null for the folder of the bucket itself
 */
export function useFolderPicker(into: string | null, onChosen?: () => void): () => void {
  const { addFolder } = useApp();
  return useCallback(() => {
    if (isToolbarPopup()) {
      void openInTab(routeOf(location.search));
      return;
    }
    openFolderPicker(files => {
      onChosen?.();
      addFolder({ source: { kind: 'files', files }, into });
    });
  }, [into, onChosen, addFolder]);
}

/** Part of the page while the picker is open: Firefox may forget an element that is not. */
function openFolderPicker(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  input.hidden = true;
  input.addEventListener('cancel', () => input.remove());
  input.addEventListener('change', () => {
    input.remove();
    onFiles([...(input.files ?? [])]);
  });
  document.body.append(input);
  input.click();
}
