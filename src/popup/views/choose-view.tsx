import { useState } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { canChooseAlbum } from '../../core/transfer';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { AlbumChooser } from '../albums/album-chooser';
import { NewAlbumDialog } from '../albums/album-name-dialogs';
import { useAlbumChooser } from '../albums/use-album-chooser';
import { useApp } from '../model/app-context';
import type { AlbumList } from '../model/use-albums';
import { PageHeader } from '../page/page-header';
import '../styles/choose.css';

interface ChooseViewProps {
  readonly rootPrefix: string | null;
  readonly list: AlbumList;
  /** One album is chosen for all of them. */
  readonly transferIds: readonly string[];
  readonly transfers: readonly TransferView[] | null;
  /** Opens with the question for a new album's name. */
  readonly startsWithNew: boolean;
  /** The choice is made, or given up. */
  readonly onDone: () => void;
}

/** Asks into which album a picture goes, or several of them. */
export function ChooseView({
  rootPrefix,
  list,
  transferIds,
  transfers,
  startsWithNew,
  onDone,
}: ChooseViewProps) {
  const { announce } = useApp();
  const place = useAlbumChooser(list);
  const { currentPrefix } = place;
  const [creating, setCreating] = useState(startsWithNew);
  const task = useTask();
  const known = transfers?.filter(({ id }) => transferIds.includes(id));
  const open = known?.filter(canChooseAlbum);
  // Without an answer from the worker it is not known yet.
  const isGone = open?.length === 0;
  /** Those that are gone, if it is all of them: then the worker says why. */
  const idsOf = (known: readonly TransferView[] | undefined): readonly string[] =>
    known === undefined || known.length === 0 ? transferIds : known.map(({ id }) => id);
  const choose = (album: Album): void =>
    void task.run(async () => {
      await Promise.all(idsOf(open).map(id => call('transfers.choose-album', { id, album: album.prefix })));
      announce(message('choose_saving', album.name));
      onDone();
    });
  const cancel = (): void =>
    void task.run(async () => {
      if (!isGone) {
        await Promise.all(idsOf(open).map(id => call('transfers.cancel', { id })));
        announce(message('choose_cancelled'));
      }
      onDone();
    });

  return (
    <>
      <PageHeader
        title={message('save_to_album')}
        below={<Chosen transfers={known} />}
        busy={list.task.busy || task.busy}
      />
      <main class="page choose" aria-busy={list.task.busy}>
        {isGone && <p class="notice">{message('choose_gone')}</p>}
        <TaskFailure task={task} />
        <AlbumChooser
          chooser={place}
          rootPrefix={rootPrefix}
          isBusy={task.busy}
          onChoose={choose}
          onNew={() => setCreating(true)}
        />
      </main>
      <footer class="choose-foot">
        <button type="button" class="button" disabled={task.busy} onClick={cancel}>
          {message('cancel')}
        </button>
        {currentPrefix !== null && (
          <button
            type="button"
            class="button button-primary"
            disabled={task.busy}
            onClick={() => choose(albumOfPrefix(currentPrefix))}
          >
            {message('save_here')}
          </button>
        )}
      </footer>
      {creating && rootPrefix !== null && (
        <NewAlbumDialog
          parent={currentPrefix ?? rootPrefix}
          onClose={() => setCreating(false)}
          onCreated={album => {
            setCreating(false);
            if (currentPrefix === null) list.add(album);
            choose(album);
          }}
        />
      )}
    </>
  );
}

/** What the question is about. */
function Chosen({ transfers }: { readonly transfers: readonly TransferView[] | undefined }) {
  const [first, ...others] = transfers ?? [];
  if (first === undefined) return <>{'\u00a0'}</>;
  return others.length === 0 ? <Bdi name={first.name} /> : plural('choose_pictures', others.length + 1);
}
