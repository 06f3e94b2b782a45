import { Component, type FunctionComponent, h } from 'preact';

/** A component that is drawn again only when one of its props is another: for lists of thousands. */
export function memo<Props extends object>(
  Inner: FunctionComponent<Props>,
): new (
  props: Props,
) => Component<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before: Readonly<Record<string, unknown>> = { ...this.props };
      return Object.entries(next).some(([name, value]) => !Object.is(value, before[name]));
    }
    override render() {
      return h(Inner, this.props);
    }
  };
}
