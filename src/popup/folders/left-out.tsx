import { visibleText } from '../../core/object-key';
import { plural } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import type { FolderContents } from './read-folder';

/** More names are not read; how many there are is said above them. */
const SHOWN_NAMES = 200;

interface LeftOutProps {
  readonly contents: FolderContents;
  /** Paths of files for which there is no album. */
  readonly misplaced: readonly string[];
}

/** What of a folder is not added, and why. */
export const LeftOut = ({ contents, misplaced }: LeftOutProps) => {
  const { unreadable, empty, hidden } = contents;
  return (
    <>
      {unreadable.length > 0 && (
        <Names summary={plural('folder_unreadable', unreadable.length)} names={unreadable} isOpen />
      )}
      {misplaced.length > 0 && (
        <Names summary={plural('folder_misplaced', misplaced.length)} names={misplaced} isOpen />
      )}
      {empty.length > 0 && <Names summary={plural('folder_empty', empty.length)} names={empty} />}
      {hidden > 0 && <p class="left-out">{plural('folder_hidden', hidden)}</p>}
    </>
  );
};

interface NamesProps {
  readonly summary: string;
  readonly names: readonly string[];
  readonly isOpen?: boolean;
}

const Names = ({ summary, names, isOpen = false }: NamesProps) => (
  <details class="left-out" open={isOpen}>
    <summary>{summary}</summary>
    <ul>
      {names.slice(0, SHOWN_NAMES).map(name => (
        <li key={name}>
          <Bdi name={visibleText(name)} />
        </li>
      ))}
      {names.length > SHOWN_NAMES && <li>{plural('and_more', names.length - SHOWN_NAMES)}</li>}
    </ul>
  </details>
);
