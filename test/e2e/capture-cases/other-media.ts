import { type CaptureCase, theFile } from './case';

/** Not images, or not where they are shown. */
export const OTHER_MEDIA: readonly CaptureCase[] = [
  {
    name: 'a film',
    way: 'media',
    page: 'video-no-poster.html',
    target: '#target',
    comes: theFile('stream-pan.webm', 'worker'),
  },
  {
    name: 'a film in several formats: the one that plays',
    way: 'media',
    page: 'video-sources.html',
    target: '#target',
    comes: theFile('stream-pan.webm', 'worker'),
  },
  {
    name: 'a sound',
    way: 'media',
    page: 'audio.html',
    target: '#target',
    comes: theFile('chime.ogg', 'worker'),
  },
  {
    name: 'the image that a link leads to',
    way: 'link',
    page: 'link.html',
    target: '#image',
    comes: theFile('fig-in-a-bowl.jpg', 'worker'),
  },
  {
    name: 'the file that a link leads to',
    way: 'link',
    page: 'link.html',
    target: '#file',
    comes: theFile('CREDITS.md', 'worker', { type: 'text/plain' }),
  },
  {
    name: 'a linked file with a name of its own',
    way: 'link',
    page: 'link.html',
    target: '#named',
    comes: theFile('chime.ogg', 'worker', { name: 'two words.ogg' }),
  },
];
