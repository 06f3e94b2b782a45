import type { AccessKeys, AccessKeysStatus, KeyRetention } from '../core/access-keys';
import type { Album } from '../core/album';
import type { ConnectionStep } from '../core/connection-step';
import type { AlbumPreview } from '../core/cover';
import type { DiagnosticLog } from '../core/diagnostic-log';
import type { DiagnosticFacts } from '../core/diagnostics';
import type { Failure } from '../core/failure';
import type { FileDates } from '../core/file-dates';
import type { ScannedFrame } from '../core/found-image';
import type { LinkLifetime, SharedLink } from '../core/link-text';
import type { Policy } from '../core/policy';
import type { Preferences } from '../core/preferences';
import type { Provenance } from '../core/provenance';
import type { DeletedPhoto, ExpectedObject, Photo } from '../core/s3-object';
import type { Settings, SettingsInput } from '../core/settings';
import type { SignInStatus } from '../core/sign-in-status';
import type { WebSource } from '../core/source';
import type { Transfer } from '../core/transfer';
import type { WaitReason } from '../core/wait-reason';
import type { JobRequest, JobView, KeyFailure } from './job-messages';
import type { ListChanges } from './list-changes';

/**
 * All that the pages of the extension can ask of the background worker, and nothing else. Messages are JSON in
 * Chrome: bytes travel through the blob store and are named here by their id.
 */

interface Call<Args, Value> {
  readonly args: Args;
  readonly value: Value;
}

/** One question, one answer. */
export interface Calls {
  /** A folder of the user's own bears their identity, as far as that is known. Null while nothing is configured. */
  'settings.get': Call<undefined, Settings | null>;
  /** As they are stored, or imposed: for whoever edits them. */
  'settings.stored': Call<undefined, Settings | null>;
  /** Fails with `invalid-settings`; nothing is stored then. */
  'settings.save': Call<SettingsInput, Settings>;
  /**
   * Settings, preferences or both, stored together or not at all. Fails as `settings.save` does; resolves with the settings
   * that are in force now, if any were saved.
   */
  'settings.import': Call<
    { readonly settings?: SettingsInput; readonly preferences?: Partial<Preferences> },
    Settings | null
  >;
  /**
   * Keeps access keys for the bucket of these settings, which are saved afterwards. Fails with `invalid-settings`,
   * `invalid-access-keys`, or, where the computer can't keep them, `access-keys-not-kept`; nothing is kept then.
   */
  'access-keys.save': Call<
    { readonly settings: SettingsInput; readonly keys: AccessKeys; readonly retention: KeyRetention },
    AccessKeysStatus
  >;
  /** Which access keys are kept for the bucket of these settings, or of the stored ones; null without any. */
  'access-keys.status': Call<SettingsInput | null, AccessKeysStatus | null>;
  /** Forgets all access keys: those of the stored settings' bucket, and of buckets that settings named before. */
  'access-keys.forget': Call<undefined, undefined>;
  /** What the organization imposes; nothing that a page asks for changes it. */
  'policy.get': Call<undefined, Policy>;
  'preferences.get': Call<undefined, Preferences>;
  /** Some of them; what is wrong in them is stored as it is by default. Resolves with all that is stored. */
  'preferences.save': Call<Partial<Preferences>, Preferences>;
  /** The albums directly below the folder, by name, fresh from S3. Remembered for the next opening and the menu. */
  'albums.list': Call<undefined, readonly Album[]>;
  /** The picture that stands for an album, and what else one small list of it tells. */
  'albums.preview': Call<{ readonly prefix: string }, AlbumPreview>;
  /** Makes a photo in the album stand for it. Fails with `object-not-found` when it is not there any more. */
  'albums.set-cover': Call<{ readonly prefix: string; readonly key: string }, undefined>;
  /** Fails with `album-name-…` or `album-exists`. */
  'albums.create': Call<{ readonly parent: string; readonly name: string }, Album>;
  /**
   * Makes one transfer of each file, whose id is the blob's: asked twice, it still makes one. The blobs are theirs from
   * then on.
   */
  'photos.add': Call<
    ExpectedSettings & { readonly album: string; readonly files: readonly AddedFile[] },
    undefined
  >;
  /** Makes one transfer of each thing that stands on a page. Resolves with their ids, in order, when all are written down. */
  'web.save': Call<
    ExpectedSettings & { readonly album: string; readonly sources: readonly WebSource[] },
    readonly string[]
  >;
  /**
   * Makes one transfer of each thing that was dragged from a page and dropped; without an album, the user will be asked
   * for it. Resolves with their ids when all are written down.
   */
  'web.save-dropped': Call<Drop, readonly string[]>;
  /** Opens the picker for what a tab shows, beside that tab. */
  'picker.open': Call<{ readonly tabId: number }, undefined>;
  /** A picture of a page's frame, scaled to a height in pixels, as a `data:` URL; null when the page can't have it. */
  'page.thumbnail': Call<PageThumbnailRequest, string | null>;
  /** What a tab shows that begins like a set-up code, with what follows it: hostile. Nothing once Shoebox is set up. */
  'page.setup-codes': Call<{ readonly tabId: number }, readonly string[]>;
  /**
   * Puts the small picture of a photo into the cache that pages read (`blobs/photo-thumbnail-cache`), and tells its id there;
   * null when none can be made. With an empty `etag` the photo is looked up by its key. A deleted one is known by its
   * version.
   */
  'photos.thumbnail': Call<ExpectedObject, string | null>;
  /** What S3 keeps with a photo. Fails with `object-not-found` when it is not there any more. */
  'photos.details': Call<{ readonly key: string }, PhotoDetails>;
  /**
   * A URL that the browser saves the photo from, under its name. Fails with `object-not-found` when it is not there any
   * more.
   */
  'photos.download': Call<{ readonly key: string }, string>;
  /** A URL for an element that shows or plays the photo, while it lasts. */
  'photos.link': Call<{ readonly key: string }, PhotoLink>;
  /** A URL for a tab, in which nothing of the photo can run. Fails with `object-not-found`. */
  'photos.tab-link': Call<{ readonly key: string }, string>;
  /** Links to be sent on, as the preferences want them, one for each key; with a lifetime, signed ones that live so long. */
  'photos.share': Call<
    { readonly keys: readonly string[]; readonly lifeSeconds?: LinkLifetime },
    readonly SharedLink[]
  >;
  /** Stops it and forgets it; what S3 has already of it is removed. Does nothing to one that is saved. */
  'transfers.cancel': Call<{ readonly id: string }, undefined>;
  /** Stops it for now; what S3 has already of it stays. Does nothing to one that is not under way. */
  'transfers.pause': Call<{ readonly id: string }, undefined>;
  /** Ends the pause. */
  'transfers.resume': Call<{ readonly id: string }, undefined>;
  'transfers.retry': Call<{ readonly id: string }, undefined>;
  /** Takes a picture that could not be had from what its tab shows. */
  'transfers.use-screen': Call<{ readonly id: string }, undefined>;
  /** Saves a picture with the place where it was taken, which could not be removed. */
  'transfers.keep-location': Call<{ readonly id: string }, undefined>;
  /** Everything that failed, once more. */
  'transfers.retry-all': Call<undefined, undefined>;
  /** Takes a saved or failed transfer off the list; does nothing to one that is under way again. */
  'transfers.dismiss': Call<{ readonly id: string }, undefined>;
  /** Takes everything that is saved off the list. */
  'transfers.clear': Call<undefined, undefined>;
  /** The failures among these were before the user’s eyes: the badge need not call for them any more. */
  'transfers.seen': Call<{ readonly ids: readonly string[] }, undefined>;
  /** Says into which album a transfer without one goes. Fails with `transfer-gone` when there is nothing to choose. */
  'transfers.choose-album': Call<{ readonly id: string; readonly album: string }, undefined>;
  /**
   * Makes a job of what the user wants; asked twice with one id, it is one. Resolves when it is written down: it goes on
   * when the page is closed. A deletion waits some seconds, in which it can be undone. Fails with `album-…` or `photo-…`
   * when it can't be meant so.
   */
  'jobs.start': Call<{ readonly id: string; readonly wish: JobRequest }, undefined>;
  /** As if it had never been asked for. Fails with `job-gone` when it has begun. */
  'jobs.undo': Call<{ readonly id: string }, undefined>;
  /** The user is at the undo of a deletion: the time for it begins anew. Nothing to one that has begun. */
  'jobs.postpone': Call<{ readonly id: string }, undefined>;
  /** Begins nothing more of it; what is done stays so. */
  'jobs.cancel': Call<{ readonly id: string }, undefined>;
  /** What failed, once more. */
  'jobs.retry': Call<{ readonly id: string }, undefined>;
  /**
   * What a download brought, whose bytes lie in `blobs/download-store`. Fails with `download-gone` when it is not, or no
   * longer, kept.
   */
  'jobs.fetched': Call<{ readonly id: string }, readonly ExpectedObject[]>;
  /** The browser is being given what a download brought. Whether it is for the first time: of several pages, one does so. */
  'jobs.mark-delivered': Call<{ readonly id: string }, boolean>;
  /** Takes a job that failed off the list, or a download with all that it brought. */
  'jobs.dismiss': Call<{ readonly id: string }, undefined>;
  /** What could not be done, key by key. */
  'jobs.failures': Call<{ readonly id: string }, readonly KeyFailure[]>;
  /**
   * Opens the provider's window, and resolves when the user has signed in; fails with `sign-in-…`. Chrome and Edge want the
   * optional permission `identity` for it, which the page asks for in the click itself.
   */
  'sign-in.start': Call<undefined, SignInStatus>;
  /** Signs out: there, and here. */
  'sign-in.end': Call<undefined, SignInStatus>;
  /** What went wrong in a page of ours. What is not of the form that `core/diagnostic-log` checks is dropped. */
  'diagnostics.report': Call<DiagnosticFacts, undefined>;
  /** What went wrong since the browser was started, as far as it is kept. */
  'diagnostics.get': Call<undefined, DiagnosticLog>;
}

/** One question, answers as they come, until the work is done or the asking page goes away. */
export interface Streams {
  /**
   * Tries everything Shoebox needs, with settings that need not be saved: all steps but `cors`, which is the page's.
   */
  'connection.test': Call<SettingsInput, ConnectionStep>;
  /** What lies directly in an album (or in the folder itself), in pages of at most 1000 entries, as S3 lists it. */
  'albums.contents': Call<{ readonly prefix: string }, AlbumPage>;
  /**
   * What was deleted in an album (or in the folder itself) and in all albums in it, where the bucket keeps versions;
   * pages as S3 lists them, some without any. Not among them: what a job restores just now.
   */
  'albums.deleted': Call<{ readonly prefix: string }, DeletedPage>;
  /** Counts an album with everything below it; running totals, the last one with `complete`. */
  'albums.measure': Call<{ readonly prefix: string }, AlbumMeasure>;
  /**
   * The pictures of a tab, frame by frame as they answer. Fails with `page-unreadable` when the page itself may not be
   * asked; frames that may not be are left out.
   */
  'page.scan': Call<{ readonly tabId: number }, ScannedFrame>;
  /** All transfers at once, then what changes; new ones in the order in which they were begun. Never ends. */
  'transfers.watch': Call<undefined, ListChanges<TransferView>>;
  /** All jobs at once, then what changes; never ends. One that is done is told for some seconds still. */
  'jobs.watch': Call<undefined, ListChanges<JobView>>;
  /** The access keys of the stored settings, null for others and without any: now, and after each change. Never ends. */
  'access-keys.watch': Call<undefined, AccessKeysStatus | null>;
  /** Who is signed in: now, and after each change. Never ends. */
  'sign-in.watch': Call<undefined, SignInStatus>;
}

export interface AlbumPage {
  readonly albums: readonly Album[];
  readonly photos: readonly Photo[];
  readonly isLast: boolean;
}

export interface DeletedPage {
  readonly photos: readonly DeletedPhoto[];
  readonly isLast: boolean;
}

export interface PageThumbnailRequest {
  readonly tabId: number;
  readonly frameId: number;
  readonly url: string;
  /** In pixels. */
  readonly height: number;
}

export interface AddedFile {
  readonly blobId: string;
  readonly name: string;
  /** Of the blob; the transfer fails with `bytes-changed` if it turns out otherwise. */
  readonly size: number;
  /** As the file says, or empty. */
  readonly mediaType: string;
  /** As far as it says. */
  readonly dates?: FileDates;
}

/** What the user meant when choosing an album. */
export interface ExpectedSettings {
  /**
   * As the page shows them: the album is one of their bucket, whatever is stored by now. Not there while the page does not
   * know them: then the present ones are meant.
   */
  readonly settings?: Settings;
}

/** What was dropped at once. */
export interface Drop extends ExpectedSettings {
  readonly album: string | null;
  /** The tab that it most likely came from; its pages are asked. Null when none is known. */
  readonly tabId: number | null;
  readonly items: readonly DroppedItem[];
}

/** What the drag itself tells of something. Hostile, all of it. */
export interface DroppedItem
  extends Pick<WebSource, 'wanted' | 'url' | 'betterUrls' | 'alt' | 'shownBlobId'> {
  /** Under which its page may show it as well. */
  readonly otherUrls: readonly string[];
}

export interface PhotoLink {
  readonly url: string;
  /** Milliseconds since 1970; a presigned URL dies with the credentials that signed it. */
  readonly expiresAt: number;
}

export interface PhotoDetails {
  /** Null when nothing is noted. */
  readonly provenance: Provenance | null;
  /** Of a file that was added from a disk. */
  readonly fileDates: FileDates;
  /** SHA-256 in hex of what a converted picture was made of; null when it is the original. */
  readonly originalSha256: string | null;
  /** S3 hands it out only after somebody has had it restored. */
  readonly isArchived: boolean;
}

export interface AlbumMeasure {
  readonly count: number;
  /** Sum of the objects' sizes. */
  readonly bytes: number;
  readonly complete: boolean;
}

/** What pages have no use for; the URL of a source can be as large as the picture. */
type NotShown =
  | ('owner' | 'source' | 'naming' | 'metadata' | 'failureSeen')
  | ('multipart' | 'triedKeys' | 'keptKeys' | 'fruitlessStarts');

/** A transfer as a page shows it. */
export interface TransferView extends Omit<Transfer, NotShown> {
  readonly kind: Transfer['source']['kind'];
  /** Whether it may be taken from the screen, since it could not be had otherwise. */
  readonly canUseScreen: boolean;
  /** Bytes that S3 has; of `bytes.size`. */
  readonly uploaded: number;
  /** Its speed of late; null while unknown or not moving. */
  readonly bytesPerSecond: number | null;
  /** Null while it moves, and when it is not under way. */
  readonly waiting: WaitReason | null;
}

export type CallName = keyof Calls;
export type StreamName = keyof Streams;

/** What comes back for a call. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** What comes back through a stream's port. */
export type StreamReply<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'end' }
  | { readonly kind: 'failure'; readonly failure: Failure };
