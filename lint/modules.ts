/** A folder of `src/`, and what its files may import beside each other. */
export interface Module {
  readonly name: string;
  /** What lives there. */
  readonly about: string;
  /** Modules that stand above it, or single files and folders of those. */
  readonly imports: readonly string[];
  /** npm packages. */
  readonly packages?: readonly string[];
  /** Its folders, in order: each imports only those above it. `.` are the module's own files, the last ones if not listed. */
  readonly folders?: readonly string[];
}

/** In order: a module imports only from those above it, so that there are no circles. */
export const MODULES: readonly Module[] = [
  {
    name: 'public',
    about:
      'texts (`_locales/`) and what an organization can impose (`managed-schema.json`), shipped as they are',
    imports: [],
  },
  {
    name: 'core',
    about: 'the rules: albums and keys, media types, settings, failures, transfer states. Pure',
    imports: [],
    packages: ['valibot'],
  },
  {
    name: 'setup',
    about:
      'what the user gives to AWS: policies, CORS, the CloudFormation template (`template-…`), lines for a shell. Pure',
    imports: ['core'],
  },
  {
    name: 'i18n',
    about: 'texts, with types from the English file; failures as sentences',
    imports: ['core', 'public/_locales'],
    packages: ['webextension-polyfill'],
  },
  {
    name: 'messaging',
    about:
      '`protocol.ts` is all that pages can ask, `job-messages.ts` what jobs are to them; the pages’ client',
    imports: ['core'],
    packages: ['webextension-polyfill'],
  },
  {
    name: 'blobs',
    about:
      'bytes on disk that wait for their transfer, or for the page that saves them (messages can’t carry them); thumbnails: how they are made, and this computer’s cache of them',
    imports: ['core'],
    packages: ['idb', 'webextension-polyfill'],
  },
  {
    name: 'catalog',
    about:
      'what this browser knows of albums and photos in the bucket: what lists had, where each was saved from; what is searched. Bounded, and of one bucket',
    imports: ['core'],
    packages: ['idb'],
  },
  {
    name: 'content',
    about:
      'content scripts: what runs in web pages when the user asks for something there; `functions.ts` lists it',
    imports: ['core'],
  },
  {
    name: 'requests',
    about:
      'requests to S3: retries, one connection pool for all, stalls detected, lists that take several requests',
    imports: ['core'],
  },
  {
    name: 'durable',
    about:
      'what both durable queues stand on: records in memory over IndexedDB, what is published of them, which are worked on',
    imports: ['core'],
    packages: ['idb'],
  },
  {
    name: 'transfers',
    about: 'the durable queue of uploads; `ports.ts` says what it needs of the world',
    imports: ['core', 'requests', 'durable'],
    packages: ['idb'],
  },
  {
    name: 'jobs',
    about:
      'the durable queue of what is done with objects in the bucket: move, copy, rename, delete, restore, download; `ports.ts` likewise',
    imports: ['core', 'requests', 'durable'],
    packages: ['idb'],
  },
  {
    name: 'thumbnails',
    about: 'thumbnails of photos: made after saving, found or made when first seen; `ports.ts` likewise',
    imports: ['core'],
  },
  {
    name: 'location',
    about: 'removes where a photo or film was taken, from its metadata alone. Pure',
    imports: ['core'],
  },
  {
    name: 'capture',
    about: 'from a click to bytes and a name',
    imports: ['core', 'location', 'content/functions', 'transfers/ports'],
    packages: ['webextension-polyfill'],
  },
  {
    name: 'aws',
    about: 'the only module that knows the AWS SDK: credentials, listing, objects, copies, connection test',
    imports: ['core'],
    packages: [
      '@aws-sdk/client-s3',
      '@aws-sdk/credential-provider-cognito-identity',
      '@aws-sdk/lib-storage',
      '@smithy/signature-v4',
    ],
  },
  {
    name: 'sign-in',
    about:
      'the user’s sign-in at an OpenID provider, for the identity pool; `ports.ts` says what it needs of the world',
    imports: ['core'],
    packages: ['oauth4webapi'],
  },
  {
    name: 'access-keys',
    about:
      'the user’s access keys: until the browser ends, or on this computer as keys that no script reads again; `ports.ts` likewise',
    imports: ['core'],
    packages: ['idb'],
  },
  {
    name: 'background',
    about: 'the worker: `index.ts` wires everything, listeners first; `message-server.ts` answers the pages',
    imports: [
      ...[
        'core',
        'i18n',
        'messaging',
        'blobs',
        'catalog',
        'transfers',
        'jobs',
        'thumbnails',
        'capture',
        'aws',
        'sign-in',
        'access-keys',
      ],
      ...['content/content-script', 'content/functions', 'content/pointer-probe', 'durable/publisher'],
    ],
    packages: ['webextension-polyfill'],
    folders: ['clipboard-page'],
  },
  {
    name: 'zip',
    about: 'ZIP files of what lies on the disk, and paths in them that no name can lead astray. Pure',
    imports: ['core'],
  },
  {
    name: 'ui',
    about: 'what the pages have in common: theme, dialogs, menus, icons, long grids, selection, the sign-in',
    imports: ['core', 'i18n', 'messaging'],
    packages: ['preact'],
  },
  {
    name: 'connection',
    about:
      'the connection test as pages run it, what it found, and the cures; by itself where uploads or jobs fail',
    imports: ['core', 'setup', 'i18n', 'messaging', 'ui'],
    packages: ['preact', 'webextension-polyfill'],
  },
  {
    name: 'options',
    about:
      'the options page: the way to a bucket at the first run; settings, preferences and the connection test',
    imports: ['core', 'setup', 'i18n', 'messaging', 'ui', 'connection'],
    packages: ['preact', 'webextension-polyfill'],
    folders: ['form', 'preferences', 'connection-test', 'guide', 'bucket', 'sharing'],
  },
  {
    name: 'popup',
    about: 'the album manager: in the popup, in a tab and beside the page, where pictures are dragged to',
    imports: ['core', 'location', 'i18n', 'messaging', 'blobs', 'catalog', 'zip', 'ui', 'connection'],
    packages: ['preact', 'webextension-polyfill'],
    folders: [
      ...[
        'styles',
        'model',
        'page',
        'adding',
        'albums',
        'folders',
        'jobs',
        'photos',
        'viewer',
        'grid',
        'search',
        'views',
      ],
      ...['dropping', 'tray', 'footer', 'picker'],
    ],
  },
];
