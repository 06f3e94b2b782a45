/** How an element is found: by what a person sees of it, as XPath. */
export type ElementPath = string & { readonly elementPath: true };

/** XPath has no escapes; JSON's quotes do for texts without any. */
const path = (strings: TemplateStringsArray, ...texts: readonly string[]): ElementPath =>
  String.raw(strings, ...texts.map(text => JSON.stringify(text))) as ElementPath; // the one place that makes them

/** A button that can be pressed: what is not yet ready is waited for. */
export const button = (text: string): ElementPath =>
  path`//button[normalize-space()=${text} and not(@disabled)]`;

/** The field whose label this is, beside it or in it. */
export const field = (label: string): ElementPath =>
  path`//*[@id = //label[normalize-space()=${label}]/@for] | //label[normalize-space()=${label}]//input`;

/** The innermost element whose text holds this. */
export const textWith = (text: string): ElementPath =>
  path`//body//*[contains(., ${text}) and not(*[contains(., ${text})])]`;

/** The picture of this file name, whatever folder it lies in. */
export const picture = (fileName: string): ElementPath =>
  path`//img[substring(@src, string-length(@src) - string-length(${fileName}) + 1) = ${fileName}]`;

/** The picture with this alternative text. */
export const pictureOf = (alt: string): ElementPath => path`//img[@alt=${alt}]`;

export const withId = (id: string): ElementPath => path`//*[@id=${id}]`;
