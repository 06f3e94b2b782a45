import { type CaptureCase, refused, theFile } from './case';

const OTHER_HOST = { origin: 'http://photos.localhost/*' };

/**
 * What the click itself permits, and what a person is asked about. Every refusal names the access that would help. The
 * last one is the only one in which it is given.
 */
export const UNGRANTED: readonly CaptureCase[] = [
  {
    name: 'an image of the page’s own host',
    way: 'image',
    page: 'formats.html',
    target: '#webp',
    comes: theFile('hubble-deep-field.webp', 'page'),
  },
  {
    name: 'its best version',
    way: 'image',
    page: 'srcset-commas.html',
    target: '#target',
    comes: theFile('dandelions.jpg', 'page'),
  },
  {
    name: 'what only the page’s own visitors get',
    way: 'image',
    page: 'hotlink.html',
    target: '#here',
    comes: theFile('dandelions.jpg', 'page'),
  },
  {
    name: 'a blob of the page',
    way: 'image',
    page: 'blob.html',
    target: '#target',
    comes: theFile('dandelions.jpg', 'page', { name: /\.jpg$/ }),
  },
  {
    name: 'an image in a frame without an address of its own',
    way: 'image',
    page: 'frame-srcdoc.html',
    target: '#image',
    framed: true,
    comes: theFile('dandelions.jpg', 'page'),
  },
  {
    name: 'a background',
    way: 'find',
    page: 'background.html',
    target: '#target',
    ground: 'page',
    comes: theFile('rocket.jpg', 'page'),
  },
  {
    name: 'another host that is there for all: as a stranger, which is said',
    way: 'image',
    page: 'other-host.html',
    target: '#cors',
    answers: 'deny',
    comes: { ...theFile('fig-in-a-bowl.jpg', 'worker'), note: 'source-fetched-as-stranger' },
  },
  {
    name: 'a best version of another host: the shown one, which is said',
    way: 'image',
    page: 'better-elsewhere.html',
    target: '#target',
    comes: { ...theFile('dandelions-320.jpg', 'page'), note: 'source-better-refused' },
  },
  {
    name: 'another host, refused',
    way: 'image',
    page: 'other-host.html',
    target: '#plain',
    answers: 'deny',
    comes: refused('source-needs-permission', OTHER_HOST),
  },
  {
    name: 'another host that looks at the Referer, refused',
    way: 'image',
    page: 'hotlink.html',
    target: '#other',
    answers: 'deny',
    comes: refused('source-needs-permission', OTHER_HOST),
  },
  {
    name: 'a blob of a frame of another host, refused',
    way: 'image',
    page: 'blob-frame.html',
    target: '#target',
    framed: true,
    answers: 'deny',
    comes: refused('source-needs-permission', OTHER_HOST),
  },
  {
    name: 'another host, given',
    way: 'image',
    page: 'hotlink.html',
    target: '#other',
    answers: 'allow',
    comes: theFile('dandelions.jpg', 'worker-with-referer'),
  },
];
