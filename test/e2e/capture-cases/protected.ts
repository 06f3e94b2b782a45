import { type CaptureCase, savesFile } from './case';

/** Pictures that are not served to everybody, and pictures of other hosts. */
export const PROTECTED: readonly CaptureCase[] = [
  {
    name: 'by Referer, of the page’s own host',
    trigger: 'told',
    page: 'hotlink.html',
    target: '#here',
    expected: savesFile('dandelions.jpg', 'page'),
  },
  {
    name: 'by Referer, of another host',
    trigger: 'image',
    page: 'hotlink.html',
    target: '#other',
    expected: savesFile('dandelions.jpg', 'worker-with-referer'),
  },
  {
    name: 'by cookie, of the page’s own host',
    trigger: 'told',
    page: 'members.html',
    visited: ['cases/enter'],
    target: '#here',
    expected: savesFile('dandelions.jpg', 'page'),
  },
  {
    name: 'by cookie, of another host',
    trigger: 'image',
    page: 'members.html',
    visited: ['other:cases/enter'],
    target: '#other',
    expected: savesFile('dandelions.jpg', 'worker'),
  },
  {
    name: 'by nothing, of another host',
    trigger: 'told',
    page: 'other-host.html',
    target: '#plain',
    expected: savesFile('fig-in-a-bowl.jpg', 'worker'),
  },
  {
    name: 'by nothing, of another host, and large',
    trigger: 'told',
    page: 'other-host.html',
    target: '#large',
    expected: savesFile('cat-large.png', 'worker'),
  },
  {
    name: 'for every page, without cookies',
    trigger: 'told',
    page: 'other-host.html',
    target: '#cors',
    expected: savesFile('fig-in-a-bowl.jpg', 'worker'),
  },
  {
    name: 'in a frame without an address of its own',
    trigger: 'image',
    page: 'frame-srcdoc.html',
    target: '#image',
    framed: true,
    expected: savesFile('dandelions.jpg', 'worker-with-referer'),
  },
  {
    name: 'in a sandbox',
    trigger: 'image',
    page: 'frame-sandboxed.html',
    target: '#image',
    framed: true,
    // To the browser its own host is a stranger to it.
    expected: savesFile('dandelions.jpg', 'worker'),
  },
  {
    name: 'in a page whose scripts may fetch nothing',
    trigger: 'told',
    page: 'csp.html',
    target: '#image',
    expected: savesFile('rocket.jpg', 'page'),
  },
  {
    name: 'redirect to another host',
    trigger: 'told',
    page: 'redirects.html',
    target: '#other',
    // The page may not read another host: the worker follows.
    expected: savesFile('fig-in-a-bowl.jpg', 'worker', { name: /^(302|fig-in-a-bowl)\.jpg$/ }),
  },
  {
    name: 'redirects, one after the other',
    trigger: 'told',
    page: 'redirects.html',
    target: '#chain',
    expected: savesFile('fig-in-a-bowl.jpg', 'page', { name: /^(301|fig-in-a-bowl)\.jpg$/ }),
  },
];
