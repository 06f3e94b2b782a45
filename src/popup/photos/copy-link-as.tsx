import { useState } from 'preact/hooks';
import { LINK_FORMATS, type LinkFormat } from '../../core/link-text';
import { linksCopiedMessage } from '../../i18n/link-messages';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { photoLink } from '../model/photo-links';
import '../styles/copy-as.css';

/** As they are called everywhere, in every language. */
export const LINK_FORMAT_NAMES: Readonly<Record<LinkFormat, string>> = {
  url: 'URL',
  markdown: 'Markdown',
  html: 'HTML',
  bbcode: 'BBCode',
  s3: 's3://',
};

/** The link to a photo in every format, a click away. */
export function CopyLinkAs({ photoKey }: { readonly photoKey: string }) {
  const [status, setStatus] = useState('');
  const task = useTask();
  const copy = (format: LinkFormat): void =>
    void task.run(async () => {
      const link = await photoLink(photoKey, format);
      await navigator.clipboard.writeText(link.text);
      setStatus(`${LINK_FORMAT_NAMES[format]}: ${linksCopiedMessage(link)}`);
    });
  return (
    <>
      <span class="copy-as">
        {LINK_FORMATS.map(format => (
          <button key={format} type="button" class="copy-as-format" onClick={() => copy(format)}>
            <bdi dir="ltr">{LINK_FORMAT_NAMES[format]}</bdi>
          </button>
        ))}
      </span>
      {/* The page's own live region is behind the dialog. */}
      <span class="copy-as-said" role="status">
        {status}
      </span>
      <TaskFailure task={task} />
    </>
  );
}
