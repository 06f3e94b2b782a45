import { useEffect, useState } from 'preact/hooks';
import { formatDuration } from '../../i18n/format';
import { message } from '../../i18n/message';

/** Counts down to the next try, by itself: nothing else is drawn again for it. `at`: milliseconds since 1970. */
export function RetryCountdown({ at }: { readonly at: number }) {
  const [now, setNow] = useState(() => Date.now());
  const left = at - now;
  useEffect(() => {
    if (left <= 0) return undefined;
    // To the next full second.
    const timer = setTimeout(() => setNow(Date.now()), left % 1000 || 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left <= 0
    ? message('transfer_retrying')
    : message('transfer_retrying_in', formatDuration(Math.ceil(left / 1000)));
}
