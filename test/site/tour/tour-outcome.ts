import { createHash } from 'node:crypto';
import type { FileByName } from '../files';
import type { TourPage } from './tour-page';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a page of the tour has to end with, as {@link outcomeOf} says it. */
export const wantedOutcome = ({ saves, as }: TourPage): string => `${saves} as ${as}`;

/**
 * What was stored, by the photograph that it is, and its name; or why nothing was.
 * @param bytes null where nothing was stored
 */
export function outcomeOf(
  one: TourPage,
  bytes: Uint8Array | null,
  nameOrReason: string,
  file: FileByName,
): string {
  if (bytes === null) return `nothing: ${nameOrReason}`;
  const photos = [one.saves, ...Object.values(one.answers).flatMap(photosIn)];
  const hash = sha256(bytes);
  const photo = photos.find(name => sha256(file(name) ?? new Uint8Array()) === hash);
  return `${photo ?? `other ${bytes.length} bytes`} as ${nameOrReason}`;
}

function photosIn(answer: TourPage['answers'][string]): readonly string[] {
  if (typeof answer === 'string') return [answer];
  if (!('photo' in answer)) return [];
  return answer.otherwise === undefined ? [answer.photo] : [answer.photo, answer.otherwise];
}
