import { useEffect, useState } from 'preact/hooks';
import type { PhotoView } from '../../messaging/protocol';
import { type Task, useTask } from '../../ui/use-task';
import { urlOf } from './photo-urls';
import type { Size } from './zoom';

/** What is known of the photo that is looked at. */
export interface Shown {
  /** Null until it is known. */
  readonly url: string | null;
  /** In pixels; null until it is drawn, and for what is no picture. */
  readonly size: Size | null;
  /** The browser can't show it. */
  readonly isBroken: boolean;
  /** Asking for its URL. */
  readonly task: Task;
  readonly setSize: (size: Size) => void;
  readonly setBroken: () => void;
}

/** The URL of a photo; `photo` must not become another one. */
export function useShown(photo: PhotoView): Shown {
  const [url, setUrl] = useState<string | null>(null);
  const [size, setSize] = useState<Size | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const task = useTask();
  const { run } = task;
  useEffect(() => void run(async () => setUrl(await urlOf(photo))), [photo, run]);
  return { url, size, isBroken, task, setSize, setBroken: () => setIsBroken(true) };
}
