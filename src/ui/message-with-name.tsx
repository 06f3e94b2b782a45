import { type MessageKey, message } from '../i18n/message';
import { Bdi } from './bdi';

/** Stands for the name until the sentence is taken apart: a character that no text of ours holds. */
const PLACEHOLDER = '\ue000';

/** A sentence around a name, the name isolated from it (see {@link Bdi}). */
export function MessageWithName({ text, name }: { readonly text: MessageKey; readonly name: string }) {
  const [before, after] = message(text, PLACEHOLDER).split(PLACEHOLDER);
  return (
    <>
      {before}
      <Bdi name={name} />
      {after}
    </>
  );
}
