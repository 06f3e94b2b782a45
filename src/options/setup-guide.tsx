import { bucketCors } from '../setup/cors';
import { CopyableJson } from './copyable-json';
import './setup-guide.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { SettingsInput } from '../core/settings';
import { type MessageKey, message } from '../i18n/message';
import { consoleLinks } from '../setup/console-links';
import { exampleSettings } from '../setup/example-settings';
import { guestPolicy } from '../setup/guest-policy';
import { CheckboxField } from './form-fields';

interface GuideStepProps {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly children?: ComponentChildren;
}

function GuideStep({ title, text, children }: GuideStepProps) {
  return (
    <li>
      <h3>{message(title)}</h3>
      <p>{message(text)}</p>
      {children}
    </li>
  );
}

function ConsoleLink({ href, text }: { readonly href: string; readonly text: MessageKey }) {
  return (
    <p>
      <a href={href} target="_blank" rel="noreferrer">
        {message(text)}
      </a>
    </p>
  );
}

/** Id of the guide, for links to it. */
export const SETUP_GUIDE_ID = 'setup-guide';

/** How to make bucket, pool and role in the AWS console, with everything to paste written for what is in the fields. */
export function SetupGuide({ input }: { readonly input: SettingsInput }) {
  const [restore, setRestore] = useState(false);
  const example = exampleSettings(input);
  const links = consoleLinks(input.region === '' ? '' : example.region);
  return (
    <details class="card guide" id={SETUP_GUIDE_ID}>
      <summary>{message('setup_heading')}</summary>
      <p>{message('setup_intro')}</p>
      {example.bucket !== input.bucket.trim() && <p>{message('setup_placeholder', example.bucket)}</p>}
      <ol>
        <GuideStep title="setup_bucket" text="setup_bucket_text">
          <ConsoleLink href={links.buckets} text="setup_open_s3" />
        </GuideStep>
        <GuideStep title="setup_pool" text="setup_pool_text">
          <ConsoleLink href={links.identityPools} text="setup_open_cognito" />
        </GuideStep>
        <GuideStep title="setup_role" text="setup_role_text">
          <CheckboxField
            id="setup-restore"
            label="setup_restore"
            help="setup_restore_help"
            isChecked={restore}
            onChange={setRestore}
          />
          <CopyableJson value={guestPolicy(example, { restore })} label="copy_policy" />
          <p class="guide-warning">{message('setup_role_warning')}</p>
          <ConsoleLink href={links.roles} text="setup_open_iam" />
        </GuideStep>
        <GuideStep title="setup_try" text="setup_try_text" />
      </ol>
      <CorsInstructions />
    </details>
  );
}

/** Folded away: how the bucket itself lets Shoebox in, for who does not allow access in the browser. */
export function CorsInstructions() {
  return (
    <details class="cors">
      <summary>{message('setup_cors')}</summary>
      <p>{message('setup_cors_text')}</p>
      <CopyableJson value={bucketCors(location.origin)} label="copy_cors" />
    </details>
  );
}
