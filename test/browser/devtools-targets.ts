import { isObject } from './json-object';
import type { RawDevtools } from './raw-devtools';

/** Something that a debugger can attach to: a page, a worker. */
export interface Target {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  /** Of ordinary windows, or of private ones. */
  readonly context: string;
}

/** All that there is at this moment. */
export async function targetsOf(devtools: RawDevtools): Promise<Target[]> {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return (Array.isArray(targetInfos) ? targetInfos : []).filter(isObject).map(target => ({
    id: String(target['targetId']),
    type: String(target['type']),
    url: String(target['url']),
    context: String(target['browserContextId']),
  }));
}
