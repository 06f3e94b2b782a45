import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mediaTypeOf } from '../demo/file-media-type';

/** A page on which no picture is an image to the browser's own menu. Every block is 160 pixels high and shows one. */
const html = (other: string): string => `<!doctype html>
<title>Hidden pictures</title>
<style>
  body { margin: 0 }
  .block { position: relative; width: 240px; height: 160px; float: left; margin: 10px; background-color: #ddd }
  .block img { width: 240px; height: 160px; display: block }
  .over { position: absolute; inset: 0 }
  #background { background-image: image-set(url("/photos/rocket.jpg") 1x, url("/photos/forest-stream.jpg") 2x) }
  #pseudo::before { content: ""; position: absolute; inset: 0; background: url("/photos/dandelions.jpg") }
  #untouchable img { pointer-events: none }
  #content { content: url("/photos/two-friends.jpg") }
  circle { fill: rgb(200, 80, 20) }
  #end { clear: both; height: 40px }
</style>
<div class="block" id="background"></div>
<div class="block" id="pseudo"></div>
<div class="block" id="overlay"><img src="/photos/paint-brushes.jpg" alt="Brushes"><div class="over"></div></div>
<div class="block" id="untouchable"><img src="/photos/picos-de-europa.jpg" alt=""></div>
<div class="block" id="open"></div>
<div class="block" id="closed"></div>
<div class="block" id="drawing"><svg viewBox="0 0 24 16" width="240" height="160"><use href="#dot"/></svg></div>
<div class="block"><canvas id="canvas" width="240" height="160"></canvas></div>
<div class="block"><canvas id="tainted" width="240" height="160"></canvas></div>
<div class="block"><video id="poster" poster="/photos/fig-in-a-bowl.jpg" width="240" height="160"></video></div>
<div class="block" id="linked"><img src="/photos/rocket.jpg" alt=""><a class="over" id="link" href="/photos/chelsea-the-cat.png"></a></div>
<div class="block" id="spacer">
  <img src="/photos/two-friends.jpg" alt="Friends" style="position: absolute; inset: 0">
  <img class="over" id="gif" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" alt="">
</div>
<iframe class="block" id="frame" style="border: 0" src="${other}frame.html"></iframe>
<div id="end">Nothing here</div>
<p id="text">Two of the three are one <img src="/photos/hubble-deep-field.webp" alt="" width="60">
  <img src="/photos/chelsea-the-cat.png" alt="" width="60"> <img src="/photos/hubble-deep-field.webp" alt="" width="60"></p>
<p id="after">After it</p>
<svg width="0" height="0"><symbol id="dot" viewBox="0 0 24 16"><circle cx="12" cy="8" r="7"/></symbol></svg>
<script>
  const shadowed = '<img src="/photos/NAME" alt="" width="240" height="160"><div style="position: absolute; inset: 0"></div>';
  document.querySelector('#open').attachShadow({ mode: 'open' }).innerHTML = shadowed.replace('NAME', 'rocket.jpg');
  document.querySelector('#closed').attachShadow({ mode: 'closed' }).innerHTML =
    shadowed.replace('NAME', 'forest-stream.jpg');
  const pen = document.querySelector('#canvas').getContext('2d');
  pen.fillStyle = 'teal';
  pen.fillRect(20, 20, 200, 120);
  const foreign = new Image();
  foreign.onload = () => document.querySelector('#tainted').getContext('2d').drawImage(foreign, 0, 0, 240, 160);
  foreign.src = '${other}photos/rocket.jpg';
  addEventListener('click', () => { document.title = 'Clicked' });
</script>`;

const FRAME = `<!doctype html><title>Frame</title>
<style>body { margin: 0 } div { height: 160px; background: url("/photos/dandelions.jpg") }</style><div></div>`;

/** Of this one all has arrived but a script, which never does. */
const LOADING = `<!doctype html><title>Loading</title>
<style>body { margin: 0 } div { height: 160px; background: url("/photos/dandelions.jpg") }</style>
<div id="background"></div><script src="/never.js"></script>`;

/** A site of its own, with a frame of it on another host. */
export interface FindSite {
  readonly pageUrl: string;
  /** Never ends loading. */
  readonly loadingUrl: string;
  close(): Promise<void>;
}

/** `photos`: as `/photos/NAME`. */
export async function startFindSite(photos: ReadonlyMap<string, Uint8Array>): Promise<FindSite> {
  const server = createServer(({ url = '' }, response) => {
    const name = url.startsWith('/photos/') ? url.slice('/photos/'.length) : '';
    const photo = photos.get(name);
    if (photo !== undefined) response.writeHead(200, { 'content-type': mediaTypeOf(name) }).end(photo);
    else if (url !== '/never.js') {
      const text = url === '/frame.html' ? FRAME : url === '/loading.html' ? LOADING : main;
      response.writeHead(200, { 'content-type': 'text/html' }).end(text);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  const main = html(`http://photos.localhost:${port}/`);
  return {
    pageUrl: `http://localhost:${port}/find.html`,
    loadingUrl: `http://localhost:${port}/loading.html`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
