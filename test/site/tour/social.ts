import type { TourPage } from './tour-page';

const SIGNED = 'oh=00_AfZk1&oe=69371A2B';
const INSTAGRAM = 'scontent-icn2-1.cdninstagram.com/v/t51.29350-15/473521897_18045220_n.jpg';
const LINKEDIN = 'media.licdn.com/dms/image/v2/D4D22AQHx/feedshare-shrink_800/B4DZab/0/1764489600000';
const TELEGRAM = 'cdn4.telesco.pe/file/p1TzQmVxw8Kd3LrJ5cYhN2sGbAf7uEo9iRkWqXt6DyHvMnBgZl4C_0PjUaSe-OI.jpg';
const BLUESKY = 'plain/did:plc:z72i7hdynmk6r22z27h6tvur/bafkreif7zcvdmq5v2xq6yz4pl3h7ajxn@jpeg';
const DISCORD = 'attachments/1102/1310/meadow_walk.jpg?ex=674c1a&is=674ac9&hm=9f86d081884c7d65';

/** Feeds and chats. */
export const SOCIAL: readonly TourPage[] = [
  {
    system: 'X',
    trap: 'the original is another `name=`; every picture’s alt is “Image”, and the id is no word',
    page: 'x.com/adakim/status/1862',
    title: 'Ada Kim on X: "First light over the meadow" / X',
    body: `<a href="/adakim/status/1862/photo/1"><div aria-label="Image" data-testid="tweetPhoto" style="position:relative;width:400px;height:225px">
<div style="position:absolute;inset:0;background:url(https://pbs.twimg.com/media/GxYzAbCXYAA9k2L?format=jpg&name=small) center/cover"></div>
<img id="it" alt="Image" draggable="true" src="https://pbs.twimg.com/media/GxYzAbCXYAA9k2L?format=jpg&amp;name=small" style="position:absolute;inset:0;width:100%;height:100%;opacity:0"></div></a>`,
    answers: {
      'pbs.twimg.com/media/GxYzAbCXYAA9k2L?format=jpg&name=small': 'dandelions-320.jpg',
      'pbs.twimg.com/media/GxYzAbCXYAA9k2L?format=jpg&name=orig': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'Ada Kim on X: "First light over the meadow" - X XYAA9k2L.jpg',
  },
  {
    system: 'Instagram',
    trap: 'a layer over the picture; signed addresses, of which any change is 403; the largest stands in srcset',
    page: 'www.instagram.com/p/DCabc/',
    title: 'Ada Kim on Instagram: "First light"',
    body: `<div class="_aagu"><div class="_aagv" style="position:relative;width:400px;height:225px">
<img alt="Photo by Ada Kim on November 30, 2026. May be an image of flower and horizon." class="x5yr21d" crossorigin="anonymous" sizes="320px" style="width:100%;height:100%;object-fit:cover" src="https://${INSTAGRAM}?stp=dst-jpg_e35_p320x320&amp;${SIGNED}1"
srcset="https://${INSTAGRAM}?stp=dst-jpg_e35_p320x320&amp;${SIGNED}1 320w, https://${INSTAGRAM}?stp=dst-jpg_e35_p800x800&amp;${SIGNED}2 800w"></div>
<div class="_aagw" id="it" style="position:absolute;top:8px;left:8px;width:400px;height:225px"></div></div>`,
    answers: {
      [`${INSTAGRAM}?stp=dst-jpg_e35_p320x320&${SIGNED}1`]: {
        photo: 'dandelions-320.jpg',
        headers: { 'access-control-allow-origin': '*' },
      },
      [`${INSTAGRAM}?stp=dst-jpg_e35_p800x800&${SIGNED}2`]: {
        photo: 'dandelions-800.jpg',
        headers: { 'access-control-allow-origin': '*' },
      },
    },
    pick: 'find',
    saves: 'dandelions-800.jpg',
    as: 'Photo by Ada Kim on November 30, 2026. May be an image of flower and horizon.jpg',
    firefox: true,
  },
  {
    system: 'Pinterest',
    trap: 'srcset names originals/….jpg, which is 403 where a pin was made of a PNG',
    page: 'www.pinterest.com/search/pins/?q=dandelions',
    title: 'Dandelions - Search on Pinterest',
    body: `<a href="/pin/70437490/"><img id="it" alt="This may contain: dandelions in the evening sun" fetchpriority="auto" loading="auto" width="236" src="https://i.pinimg.com/236x/1a/2b/3c/1a2b3c4d5e6f708192a3b4c5d6e7f809.jpg"
srcset="https://i.pinimg.com/236x/1a/2b/3c/1a2b3c4d5e6f708192a3b4c5d6e7f809.jpg 1x, https://i.pinimg.com/736x/1a/2b/3c/1a2b3c4d5e6f708192a3b4c5d6e7f809.jpg 3x, https://i.pinimg.com/originals/1a/2b/3c/1a2b3c4d5e6f708192a3b4c5d6e7f809.jpg 4x"></a>`,
    answers: {
      'i.pinimg.com/236x/1a/2b/3c/1a2b3c4d5e6f708192a3b4c5d6e7f809.jpg': 'dandelions-320.jpg',
      'i.pinimg.com/736x/1a/2b/3c/1a2b3c4d5e6f708192a3b4c5d6e7f809.jpg': 'dandelions-800.jpg',
      'i.pinimg.com/originals/1a/2b/3c/1a2b3c4d5e6f708192a3b4c5d6e7f809.jpg': {
        photo: 'rocket.jpg',
        only: { never: 'sent' },
      },
    },
    saves: 'dandelions-800.jpg',
    as: 'This may contain: dandelions in the evening sun.jpg',
  },
  {
    system: 'Reddit',
    trap: 'previews are signed and small; the original lies on another host, under the id at the end of the name',
    page: 'www.reddit.com/r/pics/comments/1h2ab/dandelions/',
    title: 'Dandelions in the evening sun : r/pics',
    body: `<shreddit-aspect-ratio><img id="it" class="i18n-post-media-img preview-img" alt="r/pics - Dandelions in the evening sun" width="320" src="https://preview.redd.it/dandelions-in-the-evening-sun-v0-k8v2m3x9q1ab1.jpg?width=320&amp;crop=smart&amp;auto=webp&amp;s=0a1b"
srcset="https://preview.redd.it/dandelions-in-the-evening-sun-v0-k8v2m3x9q1ab1.jpg?width=320&amp;crop=smart&amp;auto=webp&amp;s=0a1b 320w" sizes="320px"></shreddit-aspect-ratio>`,
    answers: {
      'preview.redd.it/dandelions-in-the-evening-sun-v0-k8v2m3x9q1ab1.jpg?width=320&crop=smart&auto=webp&s=0a1b':
        'dandelions-320.jpg',
      'i.redd.it/k8v2m3x9q1ab1.jpg': 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'dandelions-in-the-evening-sun-v0-k8v2m3x9q1ab1.jpg',
  },
  {
    system: 'Bluesky',
    trap: 'the full picture has another folder; names are hashes with `@jpeg` behind them',
    page: 'bsky.app/profile/ada.example/post/3lc',
    title: 'Ada Kim (@ada.example): "First light" — Bluesky',
    body: `<div data-expoimage="true"><img id="it" alt="Dandelions against the light" width="320" src="https://cdn.bsky.app/img/feed_thumbnail/${BLUESKY}"></div>`,
    answers: {
      [`cdn.bsky.app/img/feed_thumbnail/${BLUESKY}`]: 'dandelions-320.jpg',
      [`cdn.bsky.app/img/feed_fullsize/${BLUESKY}`]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'Dandelions against the light.jpg',
  },
  {
    system: 'LinkedIn',
    trap: 'signed address that ends in a number; an alt that says that there is none',
    page: 'www.linkedin.com/posts/adakim_first-light',
    title: 'Ada Kim on LinkedIn: First light over the meadow',
    body: `<div class="update-components-image__image-link"><img id="it" alt="No alternative text description for this image" class="ivm-view-attr__img--centered" width="400" src="https://${LINKEDIN}?e=1767225600&amp;v=beta&amp;t=Ab3d"></div>`,
    answers: { [`${LINKEDIN}?e=1767225600&v=beta&t=Ab3d`]: 'dandelions-800.jpg' },
    saves: 'dandelions-800.jpg',
    as: 'Ada Kim on LinkedIn: First light over the meadow 89600000.jpg',
  },
  {
    system: 'Telegram (channel on the web)',
    trap: 'the photo is the background of a link; its name is random letters',
    page: 't.me/s/meadowdiary',
    title: 'Meadow diary – Telegram',
    body: `<a class="tgme_widget_message_photo_wrap" id="it" href="https://t.me/meadowdiary/12" style="display:block;width:400px;background-size:cover;background-image:url('https://${TELEGRAM}')"><div class="tgme_widget_message_photo" style="padding-top:56.25%"></div></a>`,
    answers: { [TELEGRAM]: 'dandelions-800.jpg' },
    pick: 'find',
    saves: 'dandelions-800.jpg',
    as: 'Meadow diary – Telegram.jpg',
  },
  {
    system: 'Discord',
    trap: 'shown as a small WebP from the media host; the file itself lies on the other, signed alike',
    page: 'discord.com/channels/1/2',
    title: 'Discord | #meadow',
    body: `<div class="imageWrapper"><a class="originalLink" tabindex="-1" aria-hidden="true" href="https://cdn.discordapp.com/${DISCORD.replaceAll('&', '&amp;')}&amp;"></a>
<img id="it" alt="Image" class="lazyImg" width="400" src="https://media.discordapp.net/${DISCORD.replaceAll('&', '&amp;')}&amp;=&amp;format=webp&amp;width=320&amp;height=180"></div>`,
    answers: {
      [`media.discordapp.net/${DISCORD}&=&format=webp&width=320&height=180`]: 'dandelions-320.jpg',
      [`cdn.discordapp.com/${DISCORD}&=&format=webp&width=320&height=180`]: 'dandelions.jpg',
      [`cdn.discordapp.com/${DISCORD}&`]: 'dandelions.jpg',
    },
    saves: 'dandelions.jpg',
    as: 'meadow_walk.jpg',
  },
  {
    system: 'WhatsApp Web',
    trap: 'a blob of the page, which no server has and no address names',
    page: 'web.whatsapp.com/',
    title: 'WhatsApp',
    body: `<div role="button" aria-label="Open picture"><img id="it" alt="Dandelions on the way home" width="400"></div>
<script>fetch('/decrypted').then(r => r.blob()).then(b => { document.getElementById('it').src = URL.createObjectURL(b); });</script>`,
    answers: { 'web.whatsapp.com/decrypted': 'dandelions.jpg' },
    saves: 'dandelions.jpg',
    as: 'Dandelions on the way home.jpg',
    firefox: true,
  },
];
