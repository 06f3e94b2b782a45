import { type Candidate, picturesOf } from './candidates';
import { exportPicture } from './export-picture';
import { selectedElements } from './selected-elements';
import { breathing } from './yield-to-main';

/** All pictures that the selection holds, each URL once, in the order of the page. Backgrounds of ancestors are not selected. */
export async function selectedImages(): Promise<readonly Candidate[]> {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed) return [];
  const breathe = breathing();
  const found = new Map<string, Candidate>();
  for (const element of selectedElements(selection)) {
    const breath = breathe();
    if (breath !== null) await breath;
    for (const picture of picturesOf(element)) {
      const candidate = await exportPicture(picture);
      if (candidate !== null && !found.has(candidate.url)) found.set(candidate.url, candidate);
    }
  }
  return [...found.values()];
}
