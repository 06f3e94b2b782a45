import { useEffect, useState } from 'preact/hooks';

/** Aborts when the component is gone: what was asked for it is shown no more. Always the same signal. */
export function useAbortSignal(): AbortSignal {
  const [controller] = useState(() => new AbortController());
  useEffect(() => () => controller.abort(), [controller]);
  return controller.signal;
}
