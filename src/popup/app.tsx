import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { TaskFailure } from '../ui/task-failure';
import { useAdditions } from './adding/use-additions';
import { AlbumsView } from './albums/albums-view';
import { useAlbums } from './albums/use-albums';
import { AppContextValue } from './app-context';
import {
  AlbumView,
  ChooseView,
  DeletedView,
  DropZone,
  JobsPanel,
  LinkView,
  PickView,
  SettingsChanged,
  Welcome,
} from './lazy-parts';
import { LiveStatus, useAnnouncements } from './live-status';
import { isToolbarPopup } from './own-window';
import { ALBUMS, type Route } from './route';
import { Tray } from './tray/tray';
import { useRoute } from './use-route';
import { useSettings } from './use-settings';
import { useTransfers, useWatchedJobs } from './watched-lists';
import { JobsValue } from './work/jobs-value';

/** The album manager: what the address asks for, and under it what is on its way. */
export function App() {
  const [route, navigate] = useRoute();
  const firstRoute = useRef(route);
  const { settings, areOutdated, task: settingsTask } = useSettings();
  const list = useAlbums(settings === null);
  const watched = useTransfers();
  const transfers = watched.things;
  const isAsking = route.view === 'choose' || route.view === 'pick';
  const jobs = useWatchedJobs(!isAsking);
  const additions = useAdditions(settings ?? null);
  const [isDropping, setDropping] = useState(false);
  // What a person chose and the worker does not have yet is in this page alone.
  const mustStay = isAsking || isDropping || additions.list.length > 0;
  useEffect(() => {
    if (areOutdated && !mustStay) location.reload();
  }, [areOutdated, mustStay]);
  const [said, announce] = useAnnouncements();
  const app = useMemo(() => ({ navigate, announce }), [navigate, announce]);
  const chosen = useCallback(() => {
    // The background opened this window for the one question; inside the tray's page it was a detour.
    if (firstRoute.current.view === 'choose') window.close();
    else navigate(ALBUMS);
  }, [navigate]);
  const root = settings?.folder ?? null;
  const isConfigured = settings !== null && list.task.failure?.code !== 'not-configured';
  return (
    <AppContextValue.Provider value={app}>
      <JobsValue.Provider value={jobs.things}>
        <div class="app">
          {settingsTask.failure !== null && (
            <div class="app-failure">
              <TaskFailure task={settingsTask} />
            </div>
          )}
          {isConfigured ? view(route) : <Welcome />}
          {isConfigured && takesDrops(route) && (
            <DropZone
              album={route.view === 'album' ? route.prefix : null}
              settings={settings ?? null}
              additions={additions}
              onHandingOver={setDropping}
            />
          )}
          {isConfigured && !isAsking && (
            // When nothing is heard of transfers either, the tray says why.
            <JobsPanel watched={watched.failure === null ? jobs : null} onAlbumsChanged={list.refresh} />
          )}
          {!isAsking && <Tray watched={watched} additions={additions} />}
          <LiveStatus text={said} />
        </div>
      </JobsValue.Provider>
    </AppContextValue.Provider>
  );

  function view(shown: Route) {
    if (areOutdated && mustStay && !isAsking) return <SettingsChanged />;
    switch (shown.view) {
      case 'albums':
        return <AlbumsView root={root} list={list} />;
      case 'album':
        return (
          <AlbumView
            key={shown.prefix}
            root={root}
            prefix={shown.prefix}
            transfers={transfers}
            additions={additions}
            onDeleted={list.remove}
          />
        );
      case 'deleted':
        return <DeletedView key={shown.prefix} root={root} prefix={shown.prefix} />;
      case 'link':
        return <LinkView key={shown.key} root={root} photoKey={shown.key} />;
      case 'pick':
        return <PickView key={shown.tabId} settings={settings ?? null} list={list} tabId={shown.tabId} />;
      case 'choose':
        return (
          <ChooseView
            root={root}
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

/** The toolbar's popup is gone as soon as something is dragged elsewhere. */
const takesDrops = ({ view }: Route): boolean => (view === 'albums' || view === 'album') && !isToolbarPopup();
