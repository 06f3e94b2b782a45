// The names of its fields hide what a form has of its own: after `<input name="parentElement">` that input is the form's
// parent, for extensions as well (Chromium 156). What is asked of any element is asked here, past such names.

export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name);

export const boxOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);

export const rootOf = (element: Element): Node => Node.prototype.getRootNode.call(element);

const getter = <Value>(prototype: Node, name: string): ((node: Node) => Value) => {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return node => get?.call(node) as Value; // as TypeScript's DOM declares these
};

export const localNameOf: (element: Element) => string = getter(Element.prototype, 'localName');

export const documentOf: (element: Node) => Document = getter(Node.prototype, 'ownerDocument');

export const parentOf: (element: Node) => Element | null = getter(Node.prototype, 'parentElement');
