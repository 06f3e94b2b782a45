import { useEffect, useMemo, useState } from 'preact/hooks';
import { crossesIntoPrivateNetwork } from '../../core/private-network';
import { call } from '../../messaging/client';
import type { Calls } from '../../messaging/protocol';
import { reportFromPage } from '../../messaging/report-from-page';
import { createCache } from '../../ui/cache';
import { ImageIcon } from '../../ui/file-icons';
import { useTask } from '../../ui/use-task';
import { mayBeDrawn } from '../model/drawable-size';
import { isHarmlessUrl } from '../model/drawing';
import type { PageImage, ScannedPage } from './page-image';

/** Height that the page is asked for: sharp on a screen of two pixels for each CSS pixel. */
const HEIGHT = 320;

/** What the page gave for URLs that could not be drawn here; a tile that scrolls into view again asks no more. */
const fromPage = createCache<string | null>();

/** Null where the page can't give it either: the icon of a picture is drawn then. */
const askPage = (args: Calls['page.thumbnail']['args']): Promise<string | null> =>
  call('page.thumbnail', args).catch(error => {
    reportFromPage('picker.load-thumbnail', error);
    return null;
  });

interface TileThumbnailProps {
  readonly page: ScannedPage;
  readonly image: PageImage;
  readonly onMeasured: (image: PageImage, width: number, height: number) => void;
}

const Glyph = () => (
  <span class="tile-picture tile-glyph">
    <ImageIcon />
  </span>
);

/**
 * A picture of the page; the icon of one alone where a public page names an address in the user's own network: a request
 * could do something there, and what it brings is not saved either (`source-private`). So for a drawing that would stop
 * this page.
 */
export function TileThumbnail(props: TileThumbnailProps) {
  const { url, frameUrl } = props.image;
  const isHarmless = useMemo(() => isHarmlessUrl(url), [url]);
  return !isHarmless || crossesIntoPrivateNetwork([frameUrl, props.page.url], url) ? (
    <Glyph />
  ) : (
    <LoadedThumbnail {...props} />
  );
}

/**
 * The picture as the page shows it, from its own URL. What only the page can have, `blob:` URLs and pictures that
 * other pages don't get, it is asked for.
 */
function LoadedThumbnail({ page: { tabId }, image, onMeasured }: TileThumbnailProps) {
  const { url, frameId } = image;
  const [asked, setAsked] = useState(() => url.startsWith('blob:') || fromPage.get(url) !== undefined);
  const [given, setGiven] = useState(() => fromPage.get(url));
  const { run, abort } = useTask();
  useEffect(() => {
    if (!asked || fromPage.get(url) !== undefined) return undefined;
    void run(async signal => {
      const dataUrl = await fromPage.load(url, () => askPage({ tabId, frameId, url, height: HEIGHT }));
      if (!signal.aborted) setGiven(dataUrl);
    });
    return abort;
  }, [asked, url, tabId, frameId, run, abort]);
  const source = asked ? given : url;
  if (source === null) return <Glyph />;
  return (
    <span class="tile-picture">
      {source !== undefined && (
        <img
          class="picture"
          src={source}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={({ currentTarget }) => {
            const { naturalWidth, naturalHeight } = currentTarget;
            if (!mayBeDrawn({ width: naturalWidth, height: naturalHeight })) {
              // The page would have to decode it just the same.
              fromPage.set(url, null);
              setGiven(null);
              setAsked(true);
              return;
            }
            currentTarget.classList.add('is-there');
            // What is scaled down says nothing of the picture, nor does another version.
            if (!asked && image.betterUrls.length === 0 && image.width !== naturalWidth)
              onMeasured(image, naturalWidth, naturalHeight);
          }}
          onError={() => {
            if (asked) fromPage.set(url, null);
            setGiven(asked ? null : undefined);
            setAsked(true);
          }}
        />
      )}
    </span>
  );
}
