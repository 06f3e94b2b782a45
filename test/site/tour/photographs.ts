import type { TourPage } from './tour-page';

const PIXIV = 'i.pximg.net/img-master/img/2026/11/30/17/12/03/123456789_p0_master1200.jpg';
const PIXIV_FOR = { referer: 'https://www.pixiv.net/' };
const UNSPLASH = 'images.unsplash.com/photo-1764489600000-50d02698f950';
const GOOGLE_PHOTOS = 'lh3.googleusercontent.com/pw/AP1GczM8kd3LrJ5cYhN2sGbAf7uEo9iRkWq';
const GETTY = 'media.gettyimages.com/id/1234567890/photo/dandelions-in-the-evening-sun.jpg';
const APPLE =
  'is1-ssl.mzstatic.com/image/thumb/Music221/v4/1a/2b/3c/1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809/198704123456.jpg';

/** Photographs, art, film and music. */
export const PHOTOGRAPHS: readonly TourPage[] = [
  {
    system: 'Flickr',
    trap: 'layers over the photo; each larger size has a secret of its own; hexadecimal names',
    page: 'www.flickr.com/photos/adakim/52551849781/',
    title: 'Dandelions in the evening sun | Ada Kim | Flickr',
    body: `<div class="view photo-well-media-scrappy-view" style="position:relative;width:480px;height:270px">
<img src="//live.staticflickr.com/65535/52551849781_526ea6e748_b.jpg" class="main-photo" alt="Dandelions in the evening sun" style="width:480px;height:270px">
<div class="view photo-notes-scrappy-view" id="it" style="position:absolute;inset:0"><div class="facade-of-protection-neue" style="width:100%;height:100%"></div></div></div>`,
    answers: { 'live.staticflickr.com/65535/52551849781_526ea6e748_b.jpg': 'dandelions.jpg' },
    pick: 'find',
    saves: 'dandelions.jpg',
    as: 'Dandelions in the evening sun.jpg',
  },
  {
    system: '500px',
    trap: 'a protecting layer; signed sizes; every photo is called v2',
    page: '500px.com/photo/1112223334/',
    title: 'Dandelions by Ada Kim / 500px',
    body: `<div style="position:relative;width:480px"><img class="photo-show__img" style="width:480px;display:block" alt="Dandelions in the evening sun by Ada Kim on 500px.com" src="https://drscdn.500px.org/photo/1112223334/q%3D80_m%3D2000/v2?sig=9f86d081884c7d65">
<div id="it" class="Elements__ProtectedOverlay" style="position:absolute;inset:0"></div></div>`,
    answers: {
      'drscdn.500px.org/photo/1112223334/q%3D80_m%3D2000/v2?sig=9f86d081884c7d65': 'dandelions.jpg',
    },
    pick: 'find',
    saves: 'dandelions.jpg',
    as: 'Dandelions in the evening sun by Ada Kim on 500px.com.jpg',
  },
  {
    system: 'Unsplash',
    trap: 'scaled by imgix; only without any parameter it is the file; its name is “photo-”, a time and a hash',
    page: 'unsplash.com/photos/yellow-dandelions-abc',
    title: 'Yellow dandelions photo – Free Flower Image on Unsplash',
    body: `<button type="button" style="cursor:zoom-in"><div><img id="it" alt="yellow dandelions in a field at sunset" sizes="320px" width="320" src="https://${UNSPLASH}?q=60&amp;w=320&amp;auto=format&amp;fit=crop&amp;ixlib=rb-4.1.0"
srcset="https://${UNSPLASH}?q=60&amp;w=320&amp;auto=format&amp;fit=crop&amp;ixlib=rb-4.1.0 320w, https://${UNSPLASH}?q=60&amp;w=800&amp;auto=format&amp;fit=crop&amp;ixlib=rb-4.1.0 800w"></div></button>`,
    answers: {
      [`${UNSPLASH}?q=60&w=320&auto=format&fit=crop&ixlib=rb-4.1.0`]: 'dandelions-320.jpg',
      [`${UNSPLASH}?q=60&w=800&auto=format&fit=crop&ixlib=rb-4.1.0`]: 'dandelions-800.jpg',
      [UNSPLASH]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'yellow dandelions in a field at sunset.jpg',
  },
  {
    system: 'pixiv',
    trap: 'everything wants the Referer; a square cut is shown, the original has another folder and name',
    page: 'www.pixiv.net/en/users/1/artworks',
    title: 'Ada - pixiv',
    body: `<a href="/en/artworks/123456789"><img id="it" alt="Meadow - Ada" width="160" height="160" style="object-fit:cover" src="https://i.pximg.net/c/250x250_80_a2/img-master/img/2026/11/30/17/12/03/123456789_p0_square1200.jpg"></a>`,
    answers: {
      'i.pximg.net/c/250x250_80_a2/img-master/img/2026/11/30/17/12/03/123456789_p0_square1200.jpg': {
        photo: 'dandelions-square-160.jpg',
        only: PIXIV_FOR,
      },
      [PIXIV]: { photo: 'dandelions-800.jpg', only: PIXIV_FOR },
      'i.pximg.net/img-original/img/2026/11/30/17/12/03/123456789_p0.jpg': {
        photo: 'dandelions.jpg',
        only: PIXIV_FOR,
      },
    },
    saves: 'dandelions.jpg',
    as: '123456789_p0.jpg',
    firefox: true,
  },
  {
    system: 'Google Photos (shared album)',
    trap: 'the size stands behind `=`, and a query behind that; the server names the file',
    page: 'photos.google.com/share/AF1Q/photo/AF1R',
    title: 'Meadow - Google Photos',
    body: `<div jsname="uLHQEd"><img id="it" class="BiCYpc" alt="" aria-label="Photo - Landscape - Nov 30, 2026, 5:12:03 PM" width="400" src="https://${GOOGLE_PHOTOS}=w400-h225-no?authuser=0"></div>`,
    answers: {
      [`${GOOGLE_PHOTOS}=w400-h225-no?authuser=0`]: 'dandelions-320.jpg',
      [`${GOOGLE_PHOTOS}=s0?authuser=0`]: {
        photo: 'dandelions.jpg',
        headers: { 'content-disposition': 'inline;filename="PXL_20261130_171203.jpg"' },
      },
      [`${GOOGLE_PHOTOS}=s0`]: {
        photo: 'dandelions.jpg',
        headers: { 'content-disposition': 'inline;filename="PXL_20261130_171203.jpg"' },
      },
    },
    saves: 'dandelions.jpg',
    as: 'PXL_20261130_171203.jpg',
  },
  {
    system: 'Imgur',
    trap: 'the letter behind the id is the size; ids are short, and no names',
    page: 'imgur.com/search?q=dandelions',
    title: 'Dandelions in the evening sun - Imgur',
    body: `<a class="image-list-link" href="/gallery/k3JmW9q"><img id="it" alt="" width="160" height="160" src="https://i.imgur.com/k3JmW9qb.jpg"></a>`,
    answers: {
      'i.imgur.com/k3JmW9qb.jpg': 'dandelions-square-160.jpg',
      'i.imgur.com/k3JmW9q.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'Dandelions in the evening sun - Imgur k3JmW9q.jpg',
  },
  {
    system: 'Getty Images',
    trap: 'a signature over all parameters: a changed address is 400 with another picture in it',
    page: 'www.gettyimages.com/detail/photo/dandelions/1234567890',
    title: 'Dandelions In The Evening Sun Stock Photo - Getty Images',
    body: `<figure><picture><source media="(min-width:1024px)" srcset="https://${GETTY}?s=1024x1024&amp;w=gi&amp;k=20&amp;c=QmVx"><img id="it" alt="dandelions in the evening sun - stock photo" width="400" src="https://${GETTY}?s=612x612&amp;w=gi&amp;k=20&amp;c=w8Kd"></picture></figure>`,
    answers: { [`${GETTY}?s=612x612&w=gi&k=20&c=w8Kd`]: 'dandelions-800.jpg' },
    saves: 'dandelions-800.jpg',
    as: 'dandelions-in-the-evening-sun.jpg',
  },
  {
    system: 'YouTube (search results)',
    trap: 'hq720 with signed cuts is shown, with no alt; the largest is called like that of every video',
    page: 'www.youtube.com/results?search_query=dandelions',
    title: 'dandelions - YouTube',
    body: `<ytd-thumbnail><a id="thumbnail" href="/watch?v=dQw4w9WgXcQ"><yt-image><img id="it" alt="" class="yt-core-image" width="360" src="https://i.ytimg.com/vi/dQw4w9WgXcQ/hq720.jpg?sqp=-oaymwEcCNAFEJQDSFXyq4qpAw4IARUAAIhCGAFwAcABBg==&amp;rs=AOn4CLB"></yt-image></a></ytd-thumbnail>`,
    answers: {
      'i.ytimg.com/vi/dQw4w9WgXcQ/hq720.jpg?sqp=-oaymwEcCNAFEJQDSFXyq4qpAw4IARUAAIhCGAFwAcABBg==&rs=AOn4CLB':
        'dandelions-320.jpg',
      'i.ytimg.com/vi/dQw4w9WgXcQ/maxresdefault.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'dandelions - YouTube.jpg',
  },
  {
    system: 'Apple Music',
    trap: 'the last part of the address is the size, in front of it a bar code; a 1×1 GIF stands in src',
    page: 'music.apple.com/us/album/meadow/1700000000',
    title: 'Meadow - Album by Ada Kim - Apple Music',
    body: `<div class="artwork-component" style="width:300px"><picture><source type="image/webp" sizes="300px" srcset="https://${APPLE}/300x300bb.webp 300w">
<source type="image/jpeg" sizes="300px" srcset="https://${APPLE}/300x300bb-60.jpg 300w"><img id="it" alt="" role="presentation" loading="lazy" decoding="async" width="300" src="/assets/artwork/1x1.gif"></picture></div>`,
    answers: {
      [`${APPLE}/300x300bb.webp`]: 'dandelions-square-160.jpg',
      [`${APPLE}/300x300bb-60.jpg`]: 'dandelions-square-160.jpg',
      [`${APPLE}/9999x9999bb.webp`]: 'hubble-deep-field.webp',
      [`${APPLE}/9999x9999bb.jpg`]: 'hubble-deep-field.webp',
    },
    saves: 'hubble-deep-field.webp',
    as: 'Meadow - Album by Ada Kim - Apple Music 04123456.webp',
  },
];
