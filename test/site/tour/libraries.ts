import type { TourPage } from './tour-page';

const OPEN_SEADRAGON = 'iiif.museum.example/iiif/2/meadow-1889';
const CORS = { 'access-control-allow-origin': '*' };
const BING = 'th.bing.com/th/id/OIP.R1m20ihRkDzayVnVNeKXrQHaEo';
const GMAIL =
  'mail.google.com/mail/u/0?ui=2&ik=1a2b3c&attid=0.1&th=18d&view=fimg&fur=ip&sz=s0-l75-ft&disp=emb';
const NOTION =
  'www.notion.so/image/attachment%3A1a2b3c4d-5e6f-4708-9a2b-c4d5e6f70819%3Adandelions.jpg?table=block&id=1a2b&spaceId=3c4d';
const CAMO = 'camo.githubusercontent.com/9f86d081884c7d65/68747470733a2f2f';
const STORAGE = 'eyJfcmFpbHMiOnsiZGF0YSI6MTIsInB1ciI6ImJsb2JfaWQifX0=--9f86d081884c7d659a2feaa0c55ad015';

/** Search engines, museums, maps, mail, and what has no system. */
export const LIBRARIES: readonly TourPage[] = [
  {
    system: 'Google Images',
    trap: 'the panel has two: a thumbnail of Google’s, and over it the picture from its own site, which refuses Google’s Referer',
    page: 'www.google.com/search?q=dandelions&udm=2',
    title: 'dandelions - Google Search',
    body: `<a role="link" href="https://photos.meadow.example/evening.html" style="display:block;position:relative;width:480px;height:270px"><img class="sFlh5c FyHeAf" alt="Dandelions" style="position:absolute;inset:0;width:100%" src="https://encrypted-tbn0.gstatic.com/images?q=tbn:ANd9GcR1kd3LrJ5cYhN2sGbAf7uEo9iRkWq&amp;s"><img id="it" class="sFlh5c FyHeAf iPVvYb" alt="Dandelions" jsname="kn3ccd" referrerpolicy="no-referrer" style="position:absolute;inset:0;width:100%" src="https://photos.meadow.example/uploads/evening-sun.jpg"></a>`,
    answers: {
      'encrypted-tbn0.gstatic.com/images?q=tbn:ANd9GcR1kd3LrJ5cYhN2sGbAf7uEo9iRkWq&s': 'dandelions-320.jpg',
      'photos.meadow.example/uploads/evening-sun.jpg': { photo: 'dandelions.jpg', only: { referer: '' } },
    },
    saves: 'dandelions.jpg',
    as: 'evening-sun.jpg',
    firefox: true,
  },
  {
    system: 'Bing Images',
    trap: 'thumbnails only; the picture’s own address stands in the query of the link around it',
    page: 'www.bing.com/images/search?q=dandelions',
    title: 'dandelions - Search Images',
    body: `<div class="imgpt"><a class="iusc" m='{"murl":"https://photos.meadow.example/uploads/bing/evening-sun.jpg","t":"Dandelions"}' href="/images/search?view=detailV2&amp;ccid=R1m20ihR&amp;id=4378&amp;thid=OIP.R1m20ihRkDzayVnVNeKXrQHaEo&amp;mediaurl=https%3a%2f%2fphotos.meadow.example%2fuploads%2fbing%2fevening-sun.jpg&amp;exph=900&amp;expw=1600&amp;q=dandelions&amp;FORM=IRPRST"><div class="img_cont hoff"><img id="it" class="mimg" width="320" alt="Image result for dandelions" src="https://${BING}?w=320&amp;h=180&amp;c=7&amp;r=0&amp;o=7&amp;pid=1.7&amp;rm=3"></div></a></div>`,
    answers: {
      [`${BING}?w=320&h=180&c=7&r=0&o=7&pid=1.7&rm=3`]: 'dandelions-320.jpg',
      [`${BING}?c=7&r=0&o=7&pid=1.7&rm=3`]: 'dandelions-320.jpg',
      'photos.meadow.example/uploads/bing/evening-sun.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'evening-sun.jpg',
  },
  {
    system: 'The Met',
    trap: 'web-large is shown, the file is in a folder beside it',
    page: 'www.metmuseum.org/art/collection/search/436535',
    title: 'Meadow - The Metropolitan Museum of Art',
    body: `<button type="button"><img id="it" alt="Meadow, Ada Kim, Oil on canvas" width="320" src="https://images.metmuseum.org/CRDImages/ep/web-large/DT1567.jpg"></button>`,
    answers: {
      'images.metmuseum.org/CRDImages/ep/web-large/DT1567.jpg': 'dandelions-800.jpg',
      'images.metmuseum.org/CRDImages/ep/original/DT1567.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'DT1567.jpg',
  },
  {
    system: 'OpenSeadragon (IIIF)',
    trap: 'a canvas that shows a part, drawn of tiles of another host; the museum has the whole',
    page: 'www.museum.example/works/meadow-1889',
    title: 'The Meadow – Museum',
    body: `<div id="openseadragon1"><div class="openseadragon-container"><div class="openseadragon-canvas"><canvas id="it" width="480" height="270"></canvas></div></div></div>
<script>for (const region of ['0,0,1024,900', '1024,0,576,900']) { const tile = new Image(); tile.onload = () => { document.getElementById('it').getContext('2d').drawImage(tile, region[0] === '0' ? 0 : 307, 0, 307, 270); document.documentElement.dataset.tiles = (document.documentElement.dataset.tiles || '') + 'x'; }; tile.src = 'https://${OPEN_SEADRAGON}/' + region + '/512,/0/default.jpg'; }</script>`,
    answers: {
      [`${OPEN_SEADRAGON}/0,0,1024,900/512,/0/default.jpg`]: 'dandelions-320.jpg',
      [`${OPEN_SEADRAGON}/1024,0,576,900/512,/0/default.jpg`]: 'dandelions-320.jpg',
      [`${OPEN_SEADRAGON}/full/max/0/default.jpg`]: { photo: 'dandelions.jpg', headers: CORS },
    },
    pick: 'find',
    saves: 'dandelions.jpg',
    as: 'The Meadow – Museum.jpg',
    firefox: true,
  },
  {
    system: 'Leaflet',
    trap: 'tiles without alt below panes that take no clicks; called by their row',
    page: 'www.openstreetmap.org/',
    title: 'OpenStreetMap',
    body: `<div class="leaflet-container" style="position:relative;width:512px;height:256px;overflow:hidden"><div class="leaflet-map-pane"><div class="leaflet-tile-pane"><img id="it" alt="" class="leaflet-tile leaflet-tile-loaded" style="position:absolute;width:256px;height:256px;left:0;top:0" src="https://tile.openstreetmap.org/15/27950/12683.png"></div><div class="leaflet-overlay-pane"><svg pointer-events="none" class="leaflet-zoom-animated" width="512" height="256" style="position:absolute;left:0;top:0"><path d="M0 0L50 50" stroke="red"></path></svg></div></div></div>`,
    answers: { 'tile.openstreetmap.org/15/27950/12683.png': 'chelsea-the-cat.png' },
    pick: 'find',
    saves: 'chelsea-the-cat.png',
    as: 'OpenStreetMap 12683.png',
  },
  {
    system: 'Gmail',
    trap: 'attachments come for who is signed in, from an address that is all query; the header names them',
    page: 'mail.google.com/mail/u/0/',
    title: 'Pictures - ada@example.com - Gmail',
    cookie: 'OSID=1a2b',
    body: `<div class="aQH"><img id="it" class="aQG aYB" alt="" width="320" src="https://${GMAIL.replaceAll('&', '&amp;')}"></div>`,
    answers: {
      [GMAIL]: {
        photo: 'dandelions.jpg',
        only: { cookie: 'OSID=1a2b' },
        headers: {
          'content-disposition': `inline; filename="evening.jpg"; filename*=UTF-8''%EC%A0%80%EB%85%81.jpg`,
        },
      },
    },
    saves: 'dandelions.jpg',
    as: '저녁.jpg',
    firefox: true,
  },
  {
    system: 'Notion',
    trap: 'the name stands behind an id in one part of the path; `width` in the query, cookies for all of it',
    page: 'www.notion.so/Meadow-1a2b',
    title: 'Meadow',
    cookie: 'token_v2=1a2b',
    body: `<div class="notion-selectable notion-image-block"><img id="it" alt="" referrerpolicy="same-origin" style="width:400px" src="/${NOTION.replace('www.notion.so/', '').replaceAll('&', '&amp;')}&amp;width=860&amp;userId=&amp;cache=v2"></div>`,
    answers: {
      [`${NOTION}&width=860&userId=&cache=v2`]: {
        photo: 'dandelions-800.jpg',
        only: { cookie: 'token_v2=1a2b' },
      },
      [`${NOTION}&userId=&cache=v2`]: { photo: 'dandelions.jpg', only: { cookie: 'token_v2=1a2b' } },
    },
    saves: 'dandelions.jpg',
    as: 'dandelions.jpg',
    firefox: true,
  },
  {
    system: 'GitHub',
    trap: 'a proxy’s address in hexadecimal; the real one stands in an attribute',
    page: 'github.com/adakim/meadow',
    title: 'adakim/meadow: Notes',
    body: `<article class="markdown-body"><p><a target="_blank" rel="noopener noreferrer nofollow" href="https://${CAMO}6d6561646f77"><img id="it" src="https://${CAMO}6d6561646f77" alt="" data-canonical-src="https://photos.meadow.example/readme/evening-sun.jpg" style="max-width:100%"></a></p></article>`,
    answers: {
      [`${CAMO}6d6561646f77`]: 'dandelions.jpg',
      'photos.meadow.example/readme/evening-sun.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'evening-sun.jpg',
  },
  {
    system: 'Juxtapose (embedded)',
    trap: 'in a frame of another host, the picture of a third',
    page: 'www.magazine.example/before-after',
    title: 'Before and after',
    body: `<iframe width="520" height="320" src="https://cdn.knightlab.com/libs/juxtapose/latest/embed/index.html?uid=1a2b"></iframe>`,
    answers: {
      'cdn.knightlab.com/libs/juxtapose/latest/embed/index.html?uid=1a2b': {
        html: '<div class="juxtapose"><div class="jx-image jx-left"><img id="it" width="480" alt="Before" src="https://s3.meadow.example/before/meadow-1989.jpg"></div></div>',
      },
      's3.meadow.example/before/meadow-1989.jpg': {
        photo: 'dandelions.jpg',
        headers: { 'content-type': 'application/octet-stream' },
      },
    },
    frame: 'cdn.knightlab.com/libs/juxtapose/latest/embed/index.html?uid=1a2b',
    saves: 'dandelions.jpg',
    as: 'meadow-1989.jpg',
  },
  {
    system: 'Apache directory index',
    trap: 'only linked, by a name that is cut off',
    page: 'files.example/photos/',
    title: 'Index of /photos',
    body: `<h1>Index of /photos</h1><pre><img src="/icons/image2.gif" alt="[IMG]"> <a id="it" href="dandelions%20in%20the%20evening%20sun.jpg">dandelions in the eve..&gt;</a> 2026-11-30 17:12  137K</pre>`,
    answers: { 'files.example/photos/dandelions%20in%20the%20evening%20sun.jpg': 'dandelions.jpg' },
    pick: 'link',
    saves: 'dandelions.jpg',
    as: 'dandelions in the evening sun.jpg',
  },
  {
    system: '4chan',
    trap: 'thumbnails end in “s”; the alt is a size in KB, the name a time',
    page: 'boards.4chan.org/p/thread/4412345',
    title: '/p/ - Meadows - Photography - 4chan',
    body: `<div class="file"><div class="fileText">File: <a title="evening sun.jpg" href="//i.4cdn.org/p/1764489600123456.jpg" target="_blank">evening sun.jpg</a> (135 KB, 1600x900)</div><a class="fileThumb" href="//i.4cdn.org/p/1764489600123456.jpg" target="_blank"><img id="it" src="//i.4cdn.org/p/1764489600123456s.jpg" alt="135 KB" data-md5="1B2M2Y8AsgTpgAmY7PhCfg==" loading="lazy" width="250"></a></div>`,
    answers: {
      'i.4cdn.org/p/1764489600123456s.jpg': 'dandelions-320.jpg',
      'i.4cdn.org/p/1764489600123456.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: '-p- - Meadows - Photography - 4chan 00123456.jpg',
  },
  {
    system: 'Rails Active Storage',
    trap: 'variants and files are redirects to a store that signs; the link around it leads to the file',
    page: 'www.club.example/albums/7',
    title: 'Evening',
    body: `<a href="/rails/active_storage/blobs/redirect/${STORAGE}/evening-sun.jpg"><img id="it" width="320" src="/rails/active_storage/representations/redirect/${STORAGE}/eyJf--1a2b/evening-sun.jpg"></a>`,
    answers: {
      [`www.club.example/rails/active_storage/representations/redirect/${STORAGE}/eyJf--1a2b/evening-sun.jpg`]:
        {
          to: 'https://club-files.s3.eu-west-1.amazonaws.com/v4r1ant?X-Amz-Signature=0a1b',
        },
      'club-files.s3.eu-west-1.amazonaws.com/v4r1ant?X-Amz-Signature=0a1b': 'dandelions-320.jpg',
      [`www.club.example/rails/active_storage/blobs/redirect/${STORAGE}/evening-sun.jpg`]: {
        to: 'https://club-files.s3.eu-west-1.amazonaws.com/k3yk3y?X-Amz-Signature=2c3d',
      },
      'club-files.s3.eu-west-1.amazonaws.com/k3yk3y?X-Amz-Signature=2c3d': {
        photo: 'dandelions.jpg',
        headers: { 'content-disposition': 'inline; filename="evening-sun.jpg"' },
      },
    },
    saves: 'dandelions.jpg',
    as: 'evening-sun.jpg',
  },
  {
    system: 'Kentico',
    trap: 'pictures are called .jpg.aspx and come as octets',
    page: 'www.city.example/news',
    title: 'News',
    body: `<img id="it" alt="" width="320" src="/getmedia/9f1c0a2b-3d4e-4f60-8192-a3b4c5d6e7f8/Evening-Sun.jpg.aspx?width=320&amp;height=180&amp;ext=.jpg">`,
    answers: {
      'www.city.example/getmedia/9f1c0a2b-3d4e-4f60-8192-a3b4c5d6e7f8/Evening-Sun.jpg.aspx?width=320&height=180&ext=.jpg':
        { photo: 'dandelions-320.jpg', headers: { 'content-type': 'application/octet-stream' } },
      'www.city.example/getmedia/9f1c0a2b-3d4e-4f60-8192-a3b4c5d6e7f8/Evening-Sun.jpg.aspx?ext=.jpg': {
        photo: 'dandelions.jpg',
        headers: { 'content-type': 'application/octet-stream' },
      },
    },
    saves: 'dandelions.jpg',
    as: 'Evening-Sun.jpg',
  },
];
