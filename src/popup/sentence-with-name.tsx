import type { MessageKey } from '../i18n/message';
import { message } from '../i18n/message';
import { NameOf } from './name-of';

/** Stands for the name until the sentence is taken apart: a character that no text of ours holds. */
const HOLE = '\ue000';

/** A sentence around a name, the name isolated from it (see {@link NameOf}). */
export function SentenceWithName({ text, name }: { readonly text: MessageKey; readonly name: string }) {
  const [before, after] = message(text, HOLE).split(HOLE);
  return (
    <>
      {before}
      <NameOf name={name} />
      {after}
    </>
  );
}
