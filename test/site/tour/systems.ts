import type { TourPage } from './tour-page';

const COMMONS = 'upload.wikimedia.org/wikipedia/commons';
const FANDOM = 'static.wikia.nocookie.net/meadow/images/a/ab/Evening_Meadow.jpg/revision/latest';
const BLOGGER = 'blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsEh3kd3LrJ5cYhN2sGbAf7uEo9iRkWq';
const SQUARESPACE =
  'images.squarespace-cdn.com/content/v1/5f1a2b3c4d5e6f7081920a1b/1764489600000-3QJ5ZK2L/dandelions.jpg';
const WIX = 'static.wixstatic.com/media/0a1b2c_3d4e5f60718292a3b4c5d6e7f8091a2b~mv2.jpg';
const TISTORY = 'blog.kakaocdn.net/dna/bK3xYz/btsLaBcDeF1/AAAAAAAAAAAAAAAAAAAAAK3x/img.jpg';
const NAVER =
  'postfiles.pstatic.net/MjAyNjExMzBfMTAw/MDAxNzY0NDg5NjAwMDAw.kd3LrJ5cYhN2sGbAf7uEo9iRkWq.JPEG.adakim/%B5%E9%C6%C7.jpg';
const DCINSIDE = 'dcimg8.dcinside.co.kr/viewimage.php?id=3dafdf35f5d73bb2&no=24b0d769e1d32ca73deb86fa';

/** Wikis, blogs, forums, galleries, and systems that make websites. */
export const SYSTEMS: readonly TourPage[] = [
  {
    system: 'Wikipedia',
    trap: 'the link around it is called like a picture and is a page',
    page: 'en.wikipedia.org/wiki/Dandelion',
    title: 'Dandelion - Wikipedia',
    body: `<figure typeof="mw:File/Thumb"><a href="/wiki/File:Dandelions_in_the_evening_sun.jpg" class="mw-file-description"><img id="it" src="//${COMMONS}/thumb/a/ab/Dandelions_in_the_evening_sun.jpg/330px-Dandelions_in_the_evening_sun.jpg" decoding="async" width="250" height="141" class="mw-file-element" srcset="//${COMMONS}/thumb/a/ab/Dandelions_in_the_evening_sun.jpg/500px-Dandelions_in_the_evening_sun.jpg 1.5x" data-file-width="1600" data-file-height="900"></a><figcaption>In the evening sun</figcaption></figure>`,
    answers: {
      'en.wikipedia.org/wiki/File:Dandelions_in_the_evening_sun.jpg': { html: '<h1>File</h1>' },
      [`${COMMONS}/thumb/a/ab/Dandelions_in_the_evening_sun.jpg/330px-Dandelions_in_the_evening_sun.jpg`]:
        'dandelions-320.jpg',
      [`${COMMONS}/thumb/a/ab/Dandelions_in_the_evening_sun.jpg/500px-Dandelions_in_the_evening_sun.jpg`]:
        'dandelions-800.jpg',
      [`${COMMONS}/a/ab/Dandelions_in_the_evening_sun.jpg`]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'Dandelions_in_the_evening_sun.jpg',
  },
  {
    system: 'Wikipedia (drawing)',
    trap: 'what is shown of an SVG is a PNG; the drawing itself is the best of all sizes',
    page: 'en.wikipedia.org/wiki/Shore',
    title: 'Shore - Wikipedia',
    body: `<span typeof="mw:File"><a href="/wiki/File:Shore_map.svg" class="mw-file-description"><img id="it" src="//${COMMONS}/thumb/c/cd/Shore_map.svg/330px-Shore_map.svg.png" width="220" class="mw-file-element"></a></span>`,
    answers: {
      'en.wikipedia.org/wiki/File:Shore_map.svg': { html: '<h1>File</h1>' },
      [`${COMMONS}/thumb/c/cd/Shore_map.svg/330px-Shore_map.svg.png`]: 'chelsea-the-cat.png',
      [`${COMMONS}/c/cd/Shore_map.svg`]: 'shore.svg',
    },
    saves: 'shore.svg',
    as: 'Shore_map.svg',
  },
  {
    system: 'Fandom',
    trap: 'not loaded yet; WebP for all who take it; the name stands in the middle of the address',
    page: 'meadow.fandom.com/wiki/Evening',
    title: 'Evening | Meadow Wiki | Fandom',
    body: `<figure class="thumb tright"><a href="https://${FANDOM}?cb=20261130" class="image"><img id="it" alt="" class="thumbimage lazyload" width="268" height="151" data-image-key="Evening_Meadow.jpg" src="data:image/gif;base64,R0lGODlhAQABAIABAAAAAP///yH5BAEAAAEALAAAAAABAAEAQAICTAEAOw%3D%3D" data-src="https://${FANDOM}/scale-to-width-down/268?cb=20261130"></a></figure>`,
    answers: {
      [`${FANDOM}/scale-to-width-down/268?cb=20261130`]: 'dandelions-320.jpg',
      [`${FANDOM}?cb=20261130`]: {
        photo: 'dandelions.jpg',
        only: { accept: 'image/png,image/jpeg' },
        otherwise: 'hubble-deep-field.webp',
      },
    },
    saves: 'dandelions.jpg',
    as: 'Evening_Meadow.jpg',
    firefox: true,
  },
  {
    system: 'WordPress',
    trap: 'the largest that the page names is “-scaled”; the file itself lies beside it',
    page: 'blog.example/2026/11/evening/',
    title: 'Evening – Blog',
    body: `<figure class="wp-block-image size-large"><img id="it" fetchpriority="high" decoding="async" width="320" height="180" src="https://blog.example/wp-content/uploads/2026/11/dandelions-320x180.jpg" alt="" class="wp-image-12" srcset="https://blog.example/wp-content/uploads/2026/11/dandelions-320x180.jpg 320w, https://blog.example/wp-content/uploads/2026/11/dandelions-scaled.jpg 800w" sizes="320px"></figure>`,
    answers: {
      'blog.example/wp-content/uploads/2026/11/dandelions-320x180.jpg': 'dandelions-320.jpg',
      'blog.example/wp-content/uploads/2026/11/dandelions-scaled.jpg': 'dandelions-800.jpg',
      'blog.example/wp-content/uploads/2026/11/dandelions.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'dandelions.jpg',
  },
  {
    system: 'Blogger',
    trap: 'the link leads to s800, the file is s0',
    page: 'meadow.blogspot.com/2026/11/evening.html',
    title: 'Meadow: Evening',
    body: `<div class="separator"><a href="https://${BLOGGER}/s800/dandelions.jpg" imageanchor="1"><img id="it" border="0" data-original-height="900" data-original-width="1600" height="180" width="320" src="https://${BLOGGER}/s320/dandelions.jpg"></a></div>`,
    answers: {
      [`${BLOGGER}/s320/dandelions.jpg`]: 'dandelions-320.jpg',
      [`${BLOGGER}/s800/dandelions.jpg`]: 'dandelions-800.jpg',
      [`${BLOGGER}/s0/dandelions.jpg`]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'dandelions.jpg',
  },
  {
    system: 'phpBB',
    trap: 'attachments come from file.php, for members; the header names them',
    page: 'board.example/viewtopic.php?t=7',
    title: 'Evening pictures - Board',
    cookie: 'phpbb3_sid=1a2b',
    body: `<dl class="file"><dt class="attach-image"><a href="./download/file.php?id=3&amp;mode=view"><img id="it" src="./download/file.php?id=3&amp;t=1" class="postimage" alt="dandelions.jpg"></a></dt></dl>`,
    answers: {
      'board.example/download/file.php?id=3&t=1': {
        photo: 'dandelions-320.jpg',
        only: { cookie: 'phpbb3_sid=1a2b' },
        headers: { 'content-disposition': "inline; filename*=UTF-8''evening%20sun.jpg" },
      },
      'board.example/download/file.php?id=3': {
        photo: 'dandelions.jpg',
        only: { cookie: 'phpbb3_sid=1a2b' },
        headers: { 'content-disposition': "inline; filename*=UTF-8''evening%20sun.jpg" },
      },
    },
    saves: 'dandelions.jpg',
    as: 'evening sun.jpg',
    firefox: true,
  },
  {
    system: 'XenForo',
    trap: 'the full picture is behind a link that ends in “-jpg.1234/”',
    page: 'forum.example/threads/evening.7/',
    title: 'Evening | Forum',
    body: `<li class="file file--linked"><a class="file-preview js-lbImage" href="/attachments/evening-meadow-jpg.1234/" target="_blank"><img id="it" src="/data/attachments/1/1234-5f3a9c1b2d4e6f708192a3b4c5d6e7f8.jpg" alt="evening-meadow.jpg" width="160" loading="lazy"></a></li>`,
    answers: {
      'forum.example/data/attachments/1/1234-5f3a9c1b2d4e6f708192a3b4c5d6e7f8.jpg': 'dandelions-320.jpg',
      'forum.example/attachments/evening-meadow-jpg.1234/': {
        photo: 'dandelions.jpg',
        headers: { 'content-disposition': 'inline; filename="evening-meadow.jpg"' },
      },
    },
    saves: 'dandelions.jpg',
    as: 'evening-meadow.jpg',
  },
  {
    system: 'Piwigo',
    trap: 'derivatives lie in a folder of their own, with two letters behind the name, which is a time and a hash',
    page: 'photos.example/picture.php?/12/category/3',
    title: 'Dandelions | Photos',
    body: `<div id="theImage"><img id="it" class="file-ext-jpg path-ext-jpg" src="_data/i/upload/2026/11/30/20261130171203-1a2b3c4d-me.jpg" width="320" alt="Dandelions" usemap="#mapMedium" title="Dandelions - Meadow"></div>`,
    answers: {
      'photos.example/_data/i/upload/2026/11/30/20261130171203-1a2b3c4d-me.jpg': 'dandelions-320.jpg',
      'photos.example/upload/2026/11/30/20261130171203-1a2b3c4d.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'Dandelions.jpg',
  },
  {
    system: 'Squarespace',
    trap: 'a loader’s attribute names the file without its format, which is then a small one',
    page: 'www.adakim.example/meadow',
    title: 'Meadow — Ada Kim',
    body: `<div class="sqs-image-content"><img id="it" data-stretch="false" data-src="https://${SQUARESPACE}" data-image="https://${SQUARESPACE}" data-image-dimensions="1600x900" data-load="false" alt="" width="320" src="https://${SQUARESPACE}?format=750w"></div>`,
    answers: {
      [`${SQUARESPACE}?format=750w`]: 'dandelions-800.jpg',
      [SQUARESPACE]: 'dandelions-800.jpg',
      [`${SQUARESPACE}?format=original`]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'dandelions.jpg',
  },
  {
    system: 'Wix',
    trap: 'the scaled address has a name at its end, the one of the file has none',
    page: 'www.meadow.example/gallery',
    title: 'Gallery | Meadow',
    body: `<wow-image data-has-bg-scroll-effect=""><img id="it" alt="" fetchpriority="high" width="320" height="180" src="https://${WIX}/v1/fill/w_320,h_180,al_c,q_80,usm_0.66_1.00_0.01,enc_avif,quality_auto/Dandelions%20at%20dusk.jpg"></wow-image>`,
    answers: {
      [`${WIX}/v1/fill/w_320,h_180,al_c,q_80,usm_0.66_1.00_0.01,enc_avif,quality_auto/Dandelions%20at%20dusk.jpg`]:
        'dandelions-320.jpg',
      [WIX]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'Dandelions at dusk.jpg',
  },
  {
    system: 'Tistory',
    trap: 'every picture is called img.jpg; what its author called it stands in an attribute',
    page: 'meadow.tistory.com/7',
    title: '들판 일기',
    lang: 'ko',
    body: `<figure class="imageblock alignCenter" data-ke-mobilestyle="widthOrigin" data-filename="민들레.jpg" data-origin-width="1600" data-origin-height="900"><span data-url="https://${TISTORY}" data-phocus="https://${TISTORY}"><img id="it" width="320" src="https://img1.daumcdn.net/thumb/R1280x0/?scode=mtistory2&amp;fname=${encodeURIComponent(`https://${TISTORY}`)}" srcset="https://img1.daumcdn.net/thumb/R1280x0/?scode=mtistory2&amp;fname=${encodeURIComponent(`https://${TISTORY}`)}" data-filename="민들레.jpg"></span></figure>`,
    answers: {
      [`img1.daumcdn.net/thumb/R1280x0/?scode=mtistory2&fname=${encodeURIComponent(`https://${TISTORY}`)}`]:
        'dandelions-800.jpg',
      [TISTORY]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: '민들레.jpg',
  },
  {
    system: 'Naver Blog',
    trap: 'a blurred one of 80 pixels until it is seen; the file lies on another host, its name in EUC-KR on a UTF-8 page',
    page: 'blog.naver.com/adakim/223000000001',
    title: '들판 일기 : 네이버 블로그',
    lang: 'ko',
    body: `<a class="se-module-image-link __se_image_link" onclick="return false;"><img id="it" width="640" height="360" data-width="1600" data-height="900" alt="" class="se-image-resource" src="https://${NAVER}?type=w80_blur" data-lazy-src="https://${NAVER}?type=w966"></a>`,
    answers: {
      [`${NAVER}?type=w80_blur`]: 'dandelions-320.jpg',
      [`${NAVER}?type=w966`]: 'dandelions-800.jpg',
      [NAVER.replace('postfiles', 'blogfiles')]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: '들판.jpg',
  },
  {
    system: 'DC Inside',
    trap: 'another picture for who does not come from its pages; viewimage.php, named by the header',
    page: 'gall.dcinside.com/board/view/?id=meadow&no=7',
    title: '들판 - 들판 갤러리',
    lang: 'ko',
    body: `<div class="write_div"><img id="it" width="400" src="https://${DCINSIDE.replace('&', '&amp;')}" onclick="javascript:imgPop()"></div>`,
    answers: {
      [DCINSIDE]: {
        photo: 'dandelions.jpg',
        only: { referer: 'https://gall.dcinside.com/' },
        otherwise: 'fig-in-a-bowl-640.jpg',
        headers: { 'content-disposition': 'inline; filename=dandelions.jpg' },
      },
    },
    saves: 'dandelions.jpg',
    as: 'dandelions.jpg',
    firefox: true,
  },
];
