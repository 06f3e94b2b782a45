import { ShoeboxError } from './failure';

/** S3 answers with an empty page where all that it went through was deleted: one that goes on for so long has no end. */
const MAX_EMPTY_PAGES = 1000;

/**
 * Ends lists that would go on for ever: a store that takes no notice of where a list is to go on answers with the same
 * page again. To be called with what each page of one list begins with; undefined for an empty one.
 * @throws ShoeboxError `list-repeats` when a page before began so, too
 */
export function listProgress(): (first: string | undefined) => void {
  const seen = new Set<string>();
  let emptyPages = 0;
  return first => {
    const isRepeated = first === undefined ? ++emptyPages > MAX_EMPTY_PAGES : seen.has(first);
    if (isRepeated) throw new ShoeboxError('list-repeats');
    if (first !== undefined) seen.add(first);
  };
}
