import { type ComponentChild, h, render } from 'preact';
import { act } from 'preact/test-utils';

interface RenderedHook<Props, Result> {
  /** What the hook returned last. */
  readonly now: () => Result;
  readonly rerender: (props: Props) => Promise<void>;
  readonly unmount: () => Promise<void>;
}

/** The clock's own, also where a test replaces it. */
const { setTimeout: later } = globalThis;

/** Lets a change happen and everything that follows from it be drawn. */
export const settle = (change: () => void = () => {}): Promise<void> =>
  act(async () => {
    change();
    await new Promise(resolve => later(resolve));
  });

/**
 * A component that only calls a hook.
 * @param wrap puts it into the contexts that the hook reads
 */
export async function renderHook<Props, Result>(
  hook: (props: Props) => Result,
  props: Props,
  wrap: (child: ComponentChild) => ComponentChild = child => child,
): Promise<RenderedHook<Props, Result>> {
  const results: Result[] = [];
  const root = document.createElement('div');
  const Component = ({ given }: { readonly given: Props }) => {
    results.push(hook(given));
    return null;
  };
  const rerender = (given: Props): Promise<void> => settle(() => render(wrap(h(Component, { given })), root));
  await rerender(props);
  return {
    rerender,
    now() {
      const result = results.at(-1);
      if (result === undefined) throw new Error('the hook was never called');
      return result;
    },
    unmount: () => settle(() => render(null, root)),
  };
}
