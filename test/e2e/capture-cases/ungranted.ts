import { type CaptureCase, failsWith, savesFile } from './case';

const OTHER_HOST = { origin: 'http://photos.localhost/*' };

/**
 * What the click itself permits, and what a person is asked about. Every refusal names the access that would help. The
 * last one is the only one in which it is given.
 */
export const UNGRANTED: readonly CaptureCase[] = [
  {
    name: 'an image of the page’s own host',
    trigger: 'image',
    page: 'formats.html',
    target: '#webp',
    expected: savesFile('hubble-deep-field.webp', 'page'),
  },
  {
    name: 'its best version',
    trigger: 'image',
    page: 'srcset-commas.html',
    target: '#target',
    expected: savesFile('dandelions.jpg', 'page'),
  },
  {
    name: 'what only the page’s own visitors get',
    trigger: 'image',
    page: 'hotlink.html',
    target: '#here',
    expected: savesFile('dandelions.jpg', 'page'),
  },
  {
    name: 'a blob of the page',
    trigger: 'image',
    page: 'blob.html',
    target: '#target',
    expected: savesFile('dandelions.jpg', 'page', { name: /\.jpg$/ }),
  },
  {
    name: 'an image in a frame without an address of its own',
    trigger: 'image',
    page: 'frame-srcdoc.html',
    target: '#image',
    framed: true,
    expected: savesFile('dandelions.jpg', 'page'),
  },
  {
    name: 'a background',
    trigger: 'find',
    page: 'background.html',
    target: '#target',
    menuContext: 'page',
    expected: savesFile('rocket.jpg', 'page'),
  },
  {
    name: 'another host that is there for all: as a stranger, which is said',
    trigger: 'image',
    page: 'other-host.html',
    target: '#cors',
    permissionAnswer: 'deny',
    expected: { ...savesFile('fig-in-a-bowl.jpg', 'worker'), note: 'source-fetched-as-stranger' },
  },
  {
    name: 'a best version of another host: the shown one, which is said',
    trigger: 'image',
    page: 'better-elsewhere.html',
    target: '#target',
    expected: { ...savesFile('dandelions-320.jpg', 'page'), note: 'source-better-refused' },
  },
  {
    name: 'another host, refused',
    trigger: 'image',
    page: 'other-host.html',
    target: '#plain',
    permissionAnswer: 'deny',
    expected: failsWith('source-needs-permission', OTHER_HOST),
  },
  {
    name: 'another host that looks at the Referer, refused',
    trigger: 'image',
    page: 'hotlink.html',
    target: '#other',
    permissionAnswer: 'deny',
    expected: failsWith('source-needs-permission', OTHER_HOST),
  },
  {
    name: 'a blob of a frame of another host, refused',
    trigger: 'image',
    page: 'blob-frame.html',
    target: '#target',
    framed: true,
    permissionAnswer: 'deny',
    expected: failsWith('source-needs-permission', OTHER_HOST),
  },
  {
    name: 'another host, given',
    trigger: 'image',
    page: 'hotlink.html',
    target: '#other',
    permissionAnswer: 'allow',
    expected: savesFile('dandelions.jpg', 'worker-with-referer'),
  },
];
