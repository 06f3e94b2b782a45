import { useState } from 'preact/hooks';
import { LINK_FORMATS, type LinkFormat } from '../../core/link-text';
import { formatDuration } from '../../i18n/format';
import { linksCopiedMessage } from '../../i18n/link-messages';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { useApp } from '../model/app-context';
import { photoLink, type WantedLinks } from '../model/photo-links';
import '../styles/copy-as.css';

/** As they are called everywhere, in every language. */
export const LINK_FORMAT_NAMES: Readonly<Record<LinkFormat, string>> = {
  url: 'URL',
  markdown: 'Markdown',
  html: 'HTML',
  bbcode: 'BBCode',
  s3: 's3://',
};

interface CopyLinkProps {
  readonly photoKey: string;
}

/** The link to a photo in every format, a click away. */
export const CopyLinkAs = ({ photoKey }: CopyLinkProps) => (
  <CopyLinkChoices
    photoKey={photoKey}
    choices={LINK_FORMATS.map(format => ({ name: LINK_FORMAT_NAMES[format], wanted: { format } }))}
  />
);

/** The link to a photo for every time that it may be asked to work, a click away; for `linkLifetimes` that are some. */
export const CopyLinkFor = ({ photoKey }: CopyLinkProps) => (
  <CopyLinkChoices
    photoKey={photoKey}
    choices={useApp().linkLifetimes.map(lifeSeconds => ({
      name: formatDuration(lifeSeconds),
      wanted: { lifeSeconds },
    }))}
  />
);

interface CopyLinkChoicesProps extends CopyLinkProps {
  readonly choices: readonly { readonly name: string; readonly wanted: WantedLinks }[];
}

function CopyLinkChoices({ photoKey, choices }: CopyLinkChoicesProps) {
  const [status, setStatus] = useState('');
  const task = useTask();
  const copy = (name: string, wanted: WantedLinks): void =>
    void task.run(async () => {
      const link = await photoLink(photoKey, wanted);
      await navigator.clipboard.writeText(link.text);
      setStatus(`${name}: ${linksCopiedMessage(link)}`);
    });
  return (
    <>
      <span class="copy-as">
        {choices.map(({ name, wanted }) => (
          <button key={name} type="button" class="copy-as-format" onClick={() => copy(name, wanted)}>
            <bdi dir="ltr">{name}</bdi>
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
