// DOM clobbering: the names of its fields hide what a form has of its own. After `<input name="parentElement">` that input
// is the form's parent, for extensions as well (Chromium 156). Members that any element is asked for are read here, from
// the prototypes, which such names can't reach.

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
