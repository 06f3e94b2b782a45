import { useMemo, useState } from 'preact/hooks';
import type { Settings } from '../../core/settings';
import { plural } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import type { TaskState } from '../../ui/use-task';
import type { DraggedItem } from '../dropping/read-drop';
import { useApp } from '../model/app-context';
import type { AlbumList } from '../model/use-albums';
import { ImagePicker } from './image-picker';
import { deduplicated, type PageImage, type ScannedPage } from './page-image';

/** The markup on a clipboard does not say which page it is from. Without an address it counts as a public one. */
const NO_PAGE: ScannedPage = { tabId: -1, url: '', title: '' };

/** Nothing is being looked for. */
const DONE: TaskState = { busy: false, failure: null, retry: () => {} };

interface PastedViewProps {
  /** Null until they are known. */
  readonly settings: Settings | null;
  readonly list: AlbumList;
  readonly transfers: readonly TransferView[] | null;
  readonly items: readonly DraggedItem[];
  /** Prefix of the album into which they were pasted; null where all albums were shown. */
  readonly into: string | null;
  readonly onClose: () => void;
}

/** Several pictures that were pasted at once, to be picked from. */
export function PastedView({ settings, list, transfers, items, into, onClose }: PastedViewProps) {
  const { navigate } = useApp();
  const [images, setImages] = useState(() => deduplicated(items.map(imageOf)));
  const scan = useMemo(
    () => ({
      page: NO_PAGE,
      images,
      task: DONE,
      setSize: ({ url }: PageImage, width: number, height: number) =>
        setImages(all => all.map(one => (one.url === url ? { ...one, width, height } : one))),
    }),
    [images],
  );
  return (
    <ImagePicker
      settings={settings}
      list={list}
      transfers={transfers}
      title={plural('paste_title', images.length)}
      below={'\u00a0'}
      scan={scan}
      into={into}
      onBack={onClose}
      onSaved={({ prefix }) => {
        // There the batch is seen on its way, and arriving.
        navigate({ view: 'album', prefix });
        onClose();
      }}
    />
  );
}

const imageOf = ({ url, betterUrls, alt }: DraggedItem): PageImage => ({
  ...{ url, betterUrls, alt, width: null, height: null, bytes: null, mediaType: null },
  ...{ frameId: 0, frameUrl: '' },
});
