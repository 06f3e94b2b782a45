import type { TourPage } from './tour-page';

const MEDIUM = '1*aB3dE5fG7hJ9kL1mN3pQ5r.jpeg';
const GUARDIAN = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567/0_0_1600_900/master/1600.jpg';
const CLOUDINARY = 'res.cloudinary.com/bowls/image/upload';
const MSN = 'img-s-msn-com.akamaized.net/tenant/amp/entityid/AA1kd3Lr.img';
const CMS = 'https://cms.magazine.example/uploads/evening_meadow_1a2b3c.jpg';

/** Magazines, and services that scale their pictures; layouts that hide them. */
export const MAGAZINES: readonly TourPage[] = [
  {
    system: 'Medium',
    trap: 'WebP first, in sizes; the file has neither; ids with an asterisk',
    page: 'medium.com/@adakim/first-light-1a2b',
    title: 'First light. Notes from a meadow | by Ada Kim | Medium',
    body: `<figure class="paragraph-image"><div role="button"><picture><source srcset="https://miro.medium.com/v2/resize:fit:640/format:webp/${MEDIUM} 640w" sizes="320px" type="image/webp"><source data-testid="og" srcset="https://miro.medium.com/v2/resize:fit:640/${MEDIUM} 640w" sizes="320px"><img id="it" alt="" width="320" src="https://miro.medium.com/v2/resize:fit:700/${MEDIUM}"></picture></div><figcaption>Dandelions against the light</figcaption></figure>`,
    answers: {
      [`miro.medium.com/v2/resize:fit:640/format:webp/${MEDIUM}`]: 'dandelions-320.jpg',
      [`miro.medium.com/v2/resize:fit:640/${MEDIUM}`]: 'dandelions-320.jpg',
      [`miro.medium.com/v2/${MEDIUM}`]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'Dandelions against the light.jpg',
  },
  {
    system: 'The Guardian',
    trap: 'signed sizes, of which any change is 401; the file lies on another host and is called by its width',
    page: 'www.theguardian.com/environment/2026/nov/30/dandelions',
    title: 'First light over the meadow | Environment | The Guardian',
    body: `<picture><source srcset="https://i.guim.co.uk/img/media/${GUARDIAN}?width=620&amp;dpr=1&amp;s=0f9e&amp;quality=85" media="(min-width: 660px)"><img id="it" alt="Dandelions in a meadow at dusk." width="400" src="https://i.guim.co.uk/img/media/${GUARDIAN}?width=445&amp;dpr=1&amp;s=0a1b&amp;quality=85"></picture>`,
    answers: {
      [`i.guim.co.uk/img/media/${GUARDIAN}?width=620&dpr=1&s=0f9e&quality=85`]: 'dandelions-800.jpg',
      [`i.guim.co.uk/img/media/${GUARDIAN}?width=445&dpr=1&s=0a1b&quality=85`]: 'dandelions-320.jpg',
      [`media.guim.co.uk/${GUARDIAN}`]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'Dandelions in a meadow at dusk.jpg',
  },
  {
    system: 'Next.js',
    trap: 'the file lies on the CMS’s host, in the query of the one that scales',
    page: 'www.magazine.example/first-light',
    title: 'First light',
    body: `<img id="it" alt="" loading="lazy" width="320" height="180" decoding="async" data-nimg="1" style="color:transparent" srcset="/_next/image?url=${encodeURIComponent(CMS)}&amp;w=384&amp;q=75 1x, /_next/image?url=${encodeURIComponent(CMS)}&amp;w=640&amp;q=75 2x" src="/_next/image?url=${encodeURIComponent(CMS)}&amp;w=640&amp;q=75">`,
    answers: {
      [`www.magazine.example/_next/image?url=${encodeURIComponent(CMS)}&w=384&q=75`]: 'dandelions-320.jpg',
      [`www.magazine.example/_next/image?url=${encodeURIComponent(CMS)}&w=640&q=75`]: 'dandelions-800.jpg',
      [CMS.replace('https://', '')]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'evening_meadow_1a2b3c.jpg',
  },
  {
    system: 'Cloudinary',
    trap: 'two steps of transformation in the path, and a version that has to stay',
    page: 'www.bowls.example/red-bowl',
    title: 'Red bowl',
    body: `<img id="it" alt="A red bowl" width="320" src="https://${CLOUDINARY}/c_fill,g_auto,h_360,w_640/f_auto,q_auto/v1764489600/shop/red-bowl.jpg">`,
    answers: {
      [`${CLOUDINARY}/c_fill,g_auto,h_360,w_640/f_auto,q_auto/v1764489600/shop/red-bowl.jpg`]:
        'fig-in-a-bowl-640.jpg',
      [`${CLOUDINARY}/v1764489600/shop/red-bowl.jpg`]: 'fig-in-a-bowl.jpg',
    },
    saves: 'fig-in-a-bowl.jpg',
    as: 'red-bowl.jpg',
  },
  {
    system: 'MSN',
    trap: 'in a shadow tree, below a link that covers the card; AA1kd3Lr.img is no name',
    page: 'www.msn.com/en-us/feed',
    title: 'MSN',
    body: `<cs-article-card id="it" style="display:block;width:300px"></cs-article-card>
<script>document.getElementById('it').attachShadow({ mode: 'open' }).innerHTML = '<div style="position:relative"><img style="width:300px;display:block" loading="eager" alt="Dandelions: first light over the meadow" src="https://${MSN}?w=300&h=157&q=60&m=6&f=jpg&u=t"><a href="/en-us/news/x" style="position:absolute;inset:0"></a></div>';</script>`,
    answers: { [`${MSN}?w=300&h=157&q=60&m=6&f=jpg&u=t`]: 'dandelions-320.jpg', [MSN]: 'dandelions.jpg' },
    pick: 'find',
    saves: 'dandelions.jpg',
    as: 'Dandelions: first light over the meadow.jpg',
    firefox: true,
  },
  {
    system: 'Elementor',
    trap: 'a CSS background below a layer of colour and the text; the size stands in its name',
    page: 'www.garden.example/',
    title: 'Garden',
    body: `<style>.elementor-section{position:relative;width:640px;height:360px;background:url(https://www.garden.example/wp-content/uploads/2026/11/dandelions-320x180.jpg) center/cover no-repeat}.elementor-background-overlay{position:absolute;inset:0;background-image:linear-gradient(180deg,#0004,#0008)}.elementor-container{position:relative;padding:40px}</style>
<section class="elementor-section" id="it" data-settings='{"background_background":"classic"}'><div class="elementor-background-overlay"></div><div class="elementor-container"><h1 style="color:#fff">Our garden</h1></div></section>`,
    answers: {
      'www.garden.example/wp-content/uploads/2026/11/dandelions-320x180.jpg': 'dandelions-320.jpg',
      'www.garden.example/wp-content/uploads/2026/11/dandelions.jpg': 'dandelions.jpg',
    },
    pick: 'find',
    saves: 'dandelions.jpg',
    as: 'dandelions.jpg',
  },
  {
    system: 'lazysizes',
    trap: 'a tiny blurred picture stands there until somebody scrolls; the right ones wait in data-srcset',
    page: 'www.journal.example/first-light',
    title: 'First light — Journal',
    body: `<img id="it" class="lazyload blur-up" alt="" style="width:640px;height:360px" src="https://www.journal.example/media/dandelions_lqip.jpg" data-sizes="auto" data-srcset="https://www.journal.example/media/dandelions_0800.jpg 800w, https://www.journal.example/media/dandelions_1600.jpg 1600w">`,
    answers: {
      'www.journal.example/media/dandelions_lqip.jpg': 'dandelions-320.jpg',
      'www.journal.example/media/dandelions_0800.jpg': 'dandelions-800.jpg',
      'www.journal.example/media/dandelions_1600.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'dandelions_1600.jpg',
  },
  {
    system: 'Lightbox2',
    trap: 'halves of the picture are links to turn pages, with a 1×1 GIF as background',
    page: 'www.studio.example/work',
    title: 'Work',
    body: `<div id="lightboxOverlay" class="lightboxOverlay" style="position:fixed;inset:0;background:#000;opacity:.8"></div><div id="lightbox" class="lightbox" style="position:absolute;left:40px;top:40px"><div class="lb-outerContainer" style="position:relative;width:640px;height:360px"><div class="lb-container"><img class="lb-image" style="width:640px;height:360px" src="https://www.studio.example/img/dandelions.jpg" alt=""><div class="lb-nav" style="position:absolute;inset:0"><a class="lb-prev" role="button" href="" style="float:left;width:34%;height:100%;background-image:url(data:image/gif;base64,R0lGODlhAQABAPAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==)"></a><a id="it" class="lb-next" role="button" href="" style="float:right;width:64%;height:100%;background-image:url(data:image/gif;base64,R0lGODlhAQABAPAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==)"></a></div></div></div></div>`,
    answers: { 'www.studio.example/img/dandelions.jpg': 'dandelions.jpg' },
    pick: 'find',
    saves: 'dandelions.jpg',
    as: 'dandelions.jpg',
    firefox: true,
  },
  {
    system: 'Swiper',
    trap: 'slides that fade lie on top of each other: the uppermost is not the one that is seen',
    page: 'www.hotel.example/rooms',
    title: 'Rooms',
    body: `<style>.swiper{position:relative;width:640px;height:360px;overflow:hidden}.swiper-slide{position:absolute;inset:0;pointer-events:none;opacity:0}.swiper-slide img{width:100%}.swiper-slide-active{pointer-events:auto;opacity:1}.swiper-button-next{position:absolute;right:4px;top:160px;width:27px;height:44px;z-index:10}</style>
<div class="swiper swiper-fade" id="it"><div class="swiper-wrapper"><div class="swiper-slide swiper-slide-active"><img alt="The garden room" src="https://www.hotel.example/media/garden-room.jpg"></div><div class="swiper-slide swiper-slide-next"><img alt="The kitchen" src="https://www.hotel.example/media/kitchen.jpg"></div></div><div class="swiper-button-next" role="button" aria-label="Next slide"></div></div>`,
    answers: {
      'www.hotel.example/media/garden-room.jpg': 'dandelions.jpg',
      'www.hotel.example/media/kitchen.jpg': 'fig-in-a-bowl.jpg',
    },
    pick: 'find',
    saves: 'dandelions.jpg',
    as: 'garden-room.jpg',
  },
];
