import { type CaptureCase, savesFile } from './case';

/** Not images, or not where they are shown. */
export const OTHER_MEDIA: readonly CaptureCase[] = [
  {
    name: 'a film',
    trigger: 'media',
    page: 'video-no-poster.html',
    target: '#target',
    expected: savesFile('stream-pan.webm', 'worker'),
  },
  {
    name: 'a film in several formats: the one that plays',
    trigger: 'media',
    page: 'video-sources.html',
    target: '#target',
    expected: savesFile('stream-pan.webm', 'worker'),
  },
  {
    name: 'a sound',
    trigger: 'media',
    page: 'audio.html',
    target: '#target',
    expected: savesFile('chime.ogg', 'worker'),
  },
  {
    name: 'the image that a link leads to',
    trigger: 'link',
    page: 'link.html',
    target: '#image',
    expected: savesFile('fig-in-a-bowl.jpg', 'worker'),
  },
  {
    name: 'the file that a link leads to',
    trigger: 'link',
    page: 'link.html',
    target: '#file',
    expected: savesFile('CREDITS.md', 'worker', { type: 'text/plain' }),
  },
  {
    name: 'a linked file with a name of its own',
    trigger: 'link',
    page: 'link.html',
    target: '#named',
    expected: savesFile('chime.ogg', 'worker', { name: 'two words.ogg' }),
  },
];
