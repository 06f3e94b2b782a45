import { useRef, useState } from 'preact/hooks';
import { type MessageKey, message } from '../i18n/message';
import { reportFromPage } from '../messaging/report-from-page';
import './copyable.css';

interface CopyableProps {
  /** An object is written as JSON; a text is too long to be read, and shown in a few lines. */
  readonly value: object | string;
  /** What the button says. */
  readonly label: MessageKey;
  /** What a text is called. */
  readonly name?: MessageKey;
  /** How many lines of a text are seen at once. */
  readonly rows?: number;
}

/** Width of a list that fits the page at its usual size, indented and behind its name. */
const LINE = 60;

/** Indented JSON in which short lists stay on one line. */
export const readableJson = (value: object): string =>
  JSON.stringify(value, null, 2).replace(
    /\[\s+("[^"\\]*"(?:,\s+"[^"\\]*")*)\s+\]/g,
    (list, items: string) => {
      const line = `[${items.replace(/,\s+/g, ', ')}]`;
      return line.length <= LINE ? line : list;
    },
  );

interface CopyButtonProps {
  readonly text: string;
  readonly label: MessageKey;
  /** There is no clipboard, by policy or without focus: shows the text selected, to be copied by hand. */
  readonly select: () => void;
}

/** Copies a text, and says so beside it. */
export function CopyButton({ text, label, select }: CopyButtonProps) {
  const [result, setResult] = useState<{ readonly of: string; readonly says: MessageKey } | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setResult({ of: text, says: 'copy_done' });
    } catch (error) {
      reportFromPage('guide.copy', error);
      select();
      setResult({ of: text, says: 'copy_failed' });
    }
  };
  return (
    <div class="copyable-actions">
      <button type="button" class="button button-small" onClick={() => void copy()}>
        {message(label)}
      </button>
      <span role="status">{result?.of === text && message(result.says)}</span>
    </div>
  );
}

/** Something to paste elsewhere: into the AWS console, or another Shoebox. */
export function Copyable({ value, label, name = label, rows = 3 }: CopyableProps) {
  const code = useRef<HTMLElement>(null);
  const line = useRef<HTMLTextAreaElement>(null);
  const text = typeof value === 'string' ? value : readableJson(value);
  const select = (): void => {
    if (code.current !== null) getSelection()?.selectAllChildren(code.current);
    line.current?.select();
  };
  return (
    <div class="copyable">
      {typeof value === 'string' ? (
        <textarea
          ref={line}
          class="copyable-text"
          readOnly
          rows={rows}
          dir="ltr"
          aria-label={message(name)}
          value={text}
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is cut off, it is scrolled by keys.
        <pre tabIndex={0}>
          <code ref={code}>{text}</code>
        </pre>
      )}
      <CopyButton text={text} label={label} select={select} />
    </div>
  );
}
