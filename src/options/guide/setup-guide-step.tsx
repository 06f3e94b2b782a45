import type { ComponentChildren } from 'preact';
import { type MessageKey, message } from '../../i18n/message';

interface GuideStepProps {
  readonly title: MessageKey;
  readonly text?: MessageKey;
  /** Whether nothing is left to be done in it. */
  readonly isDone?: boolean;
  readonly children?: ComponentChildren;
}

/** One step of the guide to AWS: what is done in it, and what it takes. */
export function GuideStep({ title, text, isDone = false, children }: GuideStepProps) {
  return (
    <li class={isDone ? 'is-done' : undefined}>
      <h3>{message(title)}</h3>
      {text !== undefined && <p>{message(text)}</p>}
      {children}
    </li>
  );
}

/** A link to a page of the AWS console. */
export function ConsoleLink({ href, text }: { readonly href: string; readonly text: MessageKey }) {
  return (
    <p>
      <a class="console-link" href={href} target="_blank" rel="noreferrer">
        {message(text)}
      </a>
    </p>
  );
}
