import { bucketCors } from '../setup/cors';
import { Copyable } from './copyable';
import './setup-guide.css';
import { useState } from 'preact/hooks';
import type { SettingsInput } from '../core/settings';
import { message } from '../i18n/message';
import { consoleLinks } from '../setup/console-links';
import { exampleSettings } from '../setup/example-settings';
import { guestPolicy } from '../setup/guest-policy';
import { CheckboxField } from './form-fields';
import { QuickSetup } from './quick-setup';
import { ConsoleLink, GuideStep } from './setup-guide-step';

/** Id of the guide, for links to it. */
export const SETUP_GUIDE_ID = 'setup-guide';

/** Two ways to bucket, pool and role: AWS makes all of it from one template, or each is made in the AWS console. */
export function SetupGuide({ input }: { readonly input: SettingsInput }) {
  return (
    <details class="card guide" id={SETUP_GUIDE_ID}>
      <summary>{message('setup_heading')}</summary>
      <p>{message('setup_intro')}</p>
      <QuickSetup />
      <PartsByHand input={input} />
      <p class="guide-warning">{message('setup_remove')}</p>
    </details>
  );
}

/** For who has a bucket already: everything to paste is written for what is in the fields. */
function PartsByHand({ input }: { readonly input: SettingsInput }) {
  const [restore, setRestore] = useState(false);
  const example = exampleSettings(input);
  const links = consoleLinks(input.region === '' ? '' : example.region);
  return (
    <details class="other-way">
      <summary>{message('setup_parts')}</summary>
      <p>{message('setup_parts_text')}</p>
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
          <Copyable value={guestPolicy(example, { restore })} label="copy_policy" />
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
      <Copyable value={bucketCors(location.origin)} label="copy_cors" />
    </details>
  );
}
