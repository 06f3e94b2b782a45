import { useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import { canChooseAlbum } from '../../core/transfer';
import { message, uiLanguage } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';
import { PlusIcon } from '../../ui/icons';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import { matching, sortedByUse } from '../albums/album-order';
import { NewAlbumDialog } from '../albums/new-album-dialog';
import { SearchField } from '../albums/search-field';
import type { AlbumList } from '../albums/use-albums';
import { useApp } from '../app-context';
import { NameOf } from '../name-of';
import { PageHeader } from '../page-header';
import { SentenceWithName } from '../sentence-with-name';
import { AlbumRows } from './album-rows';
import '../styles/choose.css';

interface ChooseViewProps {
  readonly root: string | null;
  readonly list: AlbumList;
  readonly transferId: string;
  readonly transfers: readonly TransferView[] | null;
  /** Opens with the question for a new album's name. */
  readonly startsWithNew: boolean;
  /** The choice is made, or given up. */
  readonly onDone: () => void;
}

/** Asks into which album a picture goes. */
export function ChooseView({ root, list, transferId, transfers, startsWithNew, onDone }: ChooseViewProps) {
  const { announce } = useApp();
  const [query, setQuery] = useState('');
  const [creating, setCreating] = useState(startsWithNew);
  const task = useTask();
  const transfer = transfers?.find(({ id }) => id === transferId);
  const found = matching(sortedByUse(list.albums ?? [], list.recent, uiLanguage()), query);
  // Without an answer from the worker it is not known yet.
  const isGone = transfers !== null && (transfer === undefined || !canChooseAlbum(transfer));
  const choose = (album: Album): void =>
    void task.run(async () => {
      await call('transfers.choose-album', { id: transferId, album: album.prefix });
      announce(message('choose_saving', album.name));
      onDone();
    });
  const cancel = (): void =>
    void task.run(async () => {
      if (!isGone) {
        await call('transfers.cancel', { id: transferId });
        announce(message('choose_cancelled'));
      }
      onDone();
    });

  return (
    <>
      <PageHeader
        title={message('save_to_album')}
        below={transfer === undefined ? '\u00a0' : <NameOf name={transfer.name} />}
        busy={list.task.busy || task.busy}
      />
      <main class="page choose" aria-busy={list.task.busy}>
        <div class="choose-tools">
          <SearchField
            query={query}
            onQuery={setQuery}
            onEnter={() => query !== '' && found[0] !== undefined && choose(found[0])}
          />
          <button type="button" class="button" disabled={root === null} onClick={() => setCreating(true)}>
            <PlusIcon />
            {message('new_album')}
          </button>
        </div>
        {isGone && <p class="notice">{message('choose_gone')}</p>}
        <TaskFailure task={task} />
        <TaskFailure task={list.task} />
        <AlbumRows albums={found} marksFirst={query !== ''} isBusy={task.busy} onChoose={choose} />
        {found.length === 0 && query !== '' && (
          <p class="nothing-found">
            <SentenceWithName text="search_nothing" name={query} />
          </p>
        )}
      </main>
      <footer class="choose-foot">
        <button type="button" class="button" disabled={task.busy} onClick={cancel}>
          {message('cancel')}
        </button>
      </footer>
      {creating && root !== null && (
        <NewAlbumDialog
          parent={root}
          onClose={() => setCreating(false)}
          onCreated={album => {
            setCreating(false);
            list.add(album);
            choose(album);
          }}
        />
      )}
    </>
  );
}
