import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { linkLifetimes } from '../core/link-text';
import { TaskFailure } from '../ui/failure-notice';
import { useAdditions } from './adding/use-additions';
import type { DraggedItem } from './dropping/read-drop';
import {
  AccessKeysBar,
  AlbumView,
  ChooseView,
  DeletedView,
  DropZone,
  FolderDialog,
  Footer,
  KeysHelp,
  LinkView,
  PastedView,
  PickView,
  SettingsChanged,
  SignInBar,
  UnfinishedNotice,
  Welcome,
} from './lazy-parts';
import { isAccessKeysFailure } from './model/access-keys-failure';
import { AppContext, JobsContext } from './model/app-context';
import type { FolderToAdd } from './model/folder-to-add';
import { useJobList, useTransferList } from './model/live-lists';
import { ALBUMS, type Route, useRoute } from './model/route';
import { type AlbumList, useAlbums } from './model/use-albums';
import { useSettings } from './model/use-settings';
import { LiveStatus, useAnnouncement } from './page/live-status';
import { AlbumsView } from './views/albums-view';

/** The album manager: what the address asks for, and under it what is on its way. */
export function App() {
  const [route, navigate] = useRoute();
  const firstRoute = useRef(route);
  const { settings, isOutdated, task: settingsTask } = useSettings();
  const list = useAlbums(settings === null);
  const watched = useTransferList();
  const transfers = watched.items;
  const isAsking = route.view === 'choose' || route.view === 'pick';
  const jobs = useJobList(!isAsking);
  const additions = useAdditions(settings ?? null);
  const [isDropping, setDropping] = useState(false);
  const [folder, setFolder] = useState<FolderToAdd | null>(null);
  const [pasted, setPasted] = useState<readonly DraggedItem[] | null>(null);
  const [hasUnfinished] = useState(isSomethingUnfinished);
  // What a user chose and the worker does not have yet is in this page alone.
  const isAdding = folder !== null || pasted !== null || additions.list.length > 0;
  const mustStay = isAsking || isDropping || isAdding;
  useEffect(() => {
    if (isOutdated && !mustStay) location.reload();
  }, [isOutdated, mustStay]);
  const startAgain = (): void => {
    if (mustStay) list.refresh();
    else location.reload();
  };
  const [said, announce] = useAnnouncement();
  const showKeys = useRef(() => {});
  const access = settings?.access;
  const app = useMemo(
    () => ({
      ...{ navigate, announce, addFolder: setFolder },
      showKeys: () => showKeys.current(),
      paste: { current: () => {} },
      // Within the hour that a pool's credentials live there is little to choose: the preference will do.
      linkLifetimes: access === 'keys' ? linkLifetimes(access) : [],
    }),
    [navigate, announce, access],
  );
  const chosen = useCallback(() => {
    // The background opened this window for the one question; inside the tray's page it was a detour.
    if (firstRoute.current.view === 'choose') window.close();
    else navigate(ALBUMS);
  }, [navigate]);
  const into = targetOf(route);
  const rootPrefix = settings?.folder ?? null;
  const keysFailure = isAccessKeysFailure(list.task.failure) ? list.task.failure : null;
  const isConfigured = settings !== null && list.task.failure?.code !== 'not-configured';
  return (
    <AppContext.Provider value={app}>
      <JobsContext.Provider value={jobs.items}>
        <div class="app">
          {settingsTask.failure !== null && (
            <div class="app-failure">
              <TaskFailure task={settingsTask} />
            </div>
          )}
          {settings?.access === 'user' && (
            <SignInBar
              isSaid={route.view === 'albums' && saysSignIn(list)}
              isHome={route.view === 'albums'}
              onChange={startAgain}
            />
          )}
          {keysFailure !== null && !(route.view === 'albums' && hasNoAlbums(list)) && (
            <AccessKeysBar failure={keysFailure} onEntered={list.refresh} />
          )}
          {hasUnfinished && !isAsking && <UnfinishedNotice />}
          {isConfigured ? view(route) : <Welcome />}
          {isConfigured && pasted === null && into !== undefined && (
            <DropZone
              album={into}
              settings={settings ?? null}
              list={list}
              additions={additions}
              onPick={setPasted}
              onPendingChange={setDropping}
            />
          )}
          {folder !== null && rootPrefix !== null && (
            <FolderDialog {...{ folder, rootPrefix, list, additions }} onClose={() => setFolder(null)} />
          )}
          {isAsking ? (
            <LiveStatus text={said} />
          ) : (
            <Footer transfers={watched} {...{ jobs, additions, said }} onAlbumsChanged={list.refresh} />
          )}
          <KeysHelp show={showKeys} />
        </div>
      </JobsContext.Provider>
    </AppContext.Provider>
  );

  function view(shown: Route) {
    if (isOutdated && mustStay && !isAsking) return <SettingsChanged />;
    if (pasted !== null && into !== undefined) {
      const close = (): void => setPasted(null);
      return (
        <PastedView
          {...{ list, into }}
          transfers={transfers}
          settings={settings ?? null}
          items={pasted}
          onClose={close}
        />
      );
    }
    switch (shown.view) {
      case 'albums':
        return (
          <AlbumsView {...{ rootPrefix, list }} settings={settings ?? null} firstQuery={shown.query ?? ''} />
        );
      case 'album':
        return (
          <AlbumView
            key={shown.prefix}
            rootPrefix={rootPrefix}
            prefix={shown.prefix}
            recent={list.recent}
            settings={settings ?? null}
            foundBy={shown.query}
            transfers={transfers}
            additions={additions}
            onDeleted={list.remove}
          />
        );
      case 'deleted':
        return <DeletedView key={shown.prefix} rootPrefix={rootPrefix} prefix={shown.prefix} />;
      case 'link':
        return <LinkView key={shown.key} rootPrefix={rootPrefix} photoKey={shown.key} />;
      case 'pick':
        return (
          <PickView
            key={shown.tabId}
            settings={settings ?? null}
            list={list}
            transfers={transfers}
            tabId={shown.tabId}
          />
        );
      case 'choose':
        return (
          <ChooseView
            rootPrefix={rootPrefix}
            list={list}
            transferIds={shown.transfers}
            transfers={transfers}
            startsWithNew={shown.isNew}
            onDone={chosen}
          />
        );
    }
  }
}

/** The album into which something is dropped or pasted: null where one has to be chosen, undefined where nothing is taken. */
const targetOf = (route: Route): string | null | undefined =>
  route.view === 'album' ? route.prefix : route.view === 'albums' ? null : undefined;

/** Whether an earlier page noted something (adding/unfinished.ts): hardly ever, so that part is loaded then. */
const isSomethingUnfinished = (): boolean =>
  Object.keys(localStorage).some(key => key.startsWith('unfinished '));

const hasNoAlbums = ({ albums }: AlbumList): boolean => albums === null || albums.length === 0;

/** Whether the view of the albums itself has, or will have, the way in. */
const saysSignIn = ({ albums, task }: AlbumList): boolean =>
  albums === null || (albums.length === 0 && task.failure?.code === 'sign-in-needed');
