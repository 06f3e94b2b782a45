import { breathing } from './breathing';
import { type Candidate, picturesOf } from './candidates';
import { handOver } from './hand-over';
import { selectedElements } from './selected-elements';

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
      const candidate = await handOver(picture);
      if (candidate !== null && !found.has(candidate.url)) found.set(candidate.url, candidate);
    }
  }
  return [...found.values()];
}
