import { type FunctionComponent, h } from 'preact';
import { useEffect, useReducer } from 'preact/hooks';
import { type Failure, toFailure } from '../core/failure';
import { FailureNotice } from './failure-notice';

/** A component whose code is loaded when it is first drawn, or before that by `preload`. */
export type LazyComponent<Props> = FunctionComponent<Props> & { readonly preload: () => void };

/** Keeps a component out of the page's first load. Until it is here, nothing stands in its place. */
export function lazy<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): LazyComponent<Props> {
  let loaded: FunctionComponent<Props> | null = null;
  let failure: Failure | null = null;
  let loading: Promise<void> | null = null;
  const start = (): Promise<void> => {
    loading ??= load().then(
      component => {
        loaded = component;
      },
      error => {
        failure = toFailure(error);
      },
    );
    return loading;
  };
  function Lazy(props: Props) {
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    const isDrawn = loaded !== null;
    useEffect(() => {
      // Asked of what was drawn: the code may have come between drawing and now.
      if (!isDrawn) void start().then(() => redraw(undefined));
    }, [isDrawn]);
    if (loaded !== null) return h(loaded, props);
    return failure === null ? null : <FailureNotice failure={failure} />;
  }
  return Object.assign(Lazy, { preload: () => void start() });
}
