import { SaxesParser } from 'saxes';
import { S3Error } from './s3-error';

/** A parsed element: the elements in it, and its text when it holds none. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Parses a request body; anything not well-formed, or with another root, is `MalformedXML`. */
export function parseXml(body: string, rootName: string): XmlElement {
  interface Open {
    name: string;
    text: string;
    children: Open[];
  }
  const top: Open = { name: '', text: '', children: [] };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('error', () => {
    throw new S3Error('MalformedXML');
  });
  parser.on('opentag', ({ name }) => {
    const element: Open = { name, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(body).close();
  const root = top.children[0];
  if (root?.name !== rootName) throw new S3Error('MalformedXML');
  return root;
}

/** All children of that name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(child => child.name === name);
}

/** The text of the first child of that name. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find(child => child.name === name)?.text;
}

/** An element with text; nothing at all where there is no value. */
export function text(name: string, value: string | number | boolean | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** An element that holds elements already written. */
export function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** A whole answer of S3, in its namespace. */
export function s3Document(rootName: string, ...content: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${rootName} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content.join('')}</${rootName}>`;
}

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Control characters become numeric references, as S3 writes them. XML 1.0 forbids most of them even so, which is
 * why clients ask for `encoding-type=url`.
 */
function escapeXml(value: string): string {
  let escaped = '';
  for (const character of value) {
    escaped +=
      XML_ESCAPES[character] ?? (character < ' ' ? `&#x${character.charCodeAt(0).toString(16)};` : character);
  }
  return escaped;
}
