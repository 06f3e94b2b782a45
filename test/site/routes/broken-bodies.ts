import type { ServerResponse } from 'node:http';
import { type CaseRoute, sendPhoto } from '../exchange';

// Bodies that are not what they claim.

/** `/cases/as/image-avif/rocket.jpg`: a photograph under another type. */
export const as: CaseRoute = exchange => {
  const [type = ''] = exchange.rest;
  sendPhoto(exchange, { 'content-type': type.replace('-', '/') });
};

const sendText = (response: ServerResponse, type: string, text: string): void => {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
};

/** `/cases/commented/DRAWING`: behind a prolog and a long comment. */
export const commented: CaseRoute = exchange => {
  const text = Buffer.from(exchange.photo.bytes)
    .toString()
    .replace(/^<\?xml[^>]*>/, '');
  const bytes = Buffer.from(`<?xml version="1.0"?><!-- ${'licence '.repeat(1_250)}-->${text}`);
  sendPhoto({ ...exchange, photo: { ...exchange.photo, bytes } });
};

/** `/cases/html/gone.jpg`: an error page that says it is a JPEG. */
export const html: CaseRoute = ({ response }) =>
  sendText(response, 'image/jpeg', '<!doctype html><title>Gone</title><h1>This picture is gone</h1>');

/** `/cases/json/gone.jpg`: an answer for programs. */
export const json: CaseRoute = ({ response }) =>
  sendText(response, 'application/json', '{"error":"no such picture"}');

/** `/cases/empty/nothing.jpg`: 200 and not one byte. */
export const empty: CaseRoute = ({ response }) => {
  response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '0' }).end();
};

/** `/cases/truncated/PHOTO`: the connection ends in the middle of what Content-Length announces. */
export const truncated: CaseRoute = ({ response, photo: { bytes, type } }) => {
  response.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    'cache-control': 'no-store',
  });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
};

/** `/cases/truncated-chunked/PHOTO`: likewise, where the last chunk is missing. */
export const truncatedChunked: CaseRoute = ({ response, photo: { bytes, type } }) => {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
};
