import type { Point } from './elements-at';
import type { Found, Unsure } from './functions';
import { foundPicture } from './hand-over';
import { picturesAt } from './pictures-at';
import { lastRightClick } from './right-clicks';
import type { PointerWitness } from './witness-pointer';

/**
 * The picture under the place where the context menu was opened; `unsure` when that place is not known for certain, or
 * shows no picture: a person has to point at one then.
 */
export async function findHere(): Promise<Found | Unsure> {
  const point = lastRightClick() ?? (await witnessedPlace());
  const [best] = point === null ? [] : picturesAt(point);
  return best === undefined ? { kind: 'unsure' } : foundPicture(best);
}

async function witnessedPlace(): Promise<Point | null> {
  const { shoeboxPointer } = globalThis as { readonly shoeboxPointer?: PointerWitness }; // left by witness-pointer.ts
  return shoeboxPointer?.place ?? null;
}
