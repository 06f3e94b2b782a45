import { type CaptureCase, theFile } from './case';

/** Pictures that are not served to everybody, and pictures of other hosts. */
export const PROTECTED: readonly CaptureCase[] = [
  {
    name: 'by Referer, of the page’s own host',
    way: 'told',
    page: 'hotlink.html',
    target: '#here',
    comes: theFile('dandelions.jpg', 'page'),
  },
  {
    name: 'by Referer, of another host',
    way: 'image',
    page: 'hotlink.html',
    target: '#other',
    comes: theFile('dandelions.jpg', 'worker-with-referer'),
  },
  {
    name: 'by cookie, of the page’s own host',
    way: 'told',
    page: 'members.html',
    visited: ['cases/enter'],
    target: '#here',
    comes: theFile('dandelions.jpg', 'page'),
  },
  {
    name: 'by cookie, of another host',
    way: 'image',
    page: 'members.html',
    visited: ['other:cases/enter'],
    target: '#other',
    comes: theFile('dandelions.jpg', 'worker'),
  },
  {
    name: 'by nothing, of another host',
    way: 'told',
    page: 'other-host.html',
    target: '#plain',
    comes: theFile('fig-in-a-bowl.jpg', 'worker'),
  },
  {
    name: 'by nothing, of another host, and large',
    way: 'told',
    page: 'other-host.html',
    target: '#large',
    comes: theFile('cat-large.png', 'worker'),
  },
  {
    name: 'for every page, without cookies',
    way: 'told',
    page: 'other-host.html',
    target: '#cors',
    comes: theFile('fig-in-a-bowl.jpg', 'worker'),
  },
  {
    name: 'in a frame without an address of its own',
    way: 'image',
    page: 'frame-srcdoc.html',
    target: '#image',
    framed: true,
    comes: theFile('dandelions.jpg', 'worker-with-referer'),
  },
  {
    name: 'in a sandbox',
    way: 'image',
    page: 'frame-sandboxed.html',
    target: '#image',
    framed: true,
    // To the browser its own host is a stranger to it.
    comes: theFile('dandelions.jpg', 'worker'),
  },
  {
    name: 'in a page whose scripts may fetch nothing',
    way: 'told',
    page: 'csp.html',
    target: '#image',
    comes: theFile('rocket.jpg', 'page'),
  },
  {
    name: 'redirect to another host',
    way: 'told',
    page: 'redirects.html',
    target: '#other',
    // The page may not read another host: the worker follows.
    comes: theFile('fig-in-a-bowl.jpg', 'worker', { name: /^(302|fig-in-a-bowl)\.jpg$/ }),
  },
  {
    name: 'redirects, one after the other',
    way: 'told',
    page: 'redirects.html',
    target: '#chain',
    comes: theFile('fig-in-a-bowl.jpg', 'page', { name: /^(301|fig-in-a-bowl)\.jpg$/ }),
  },
];
