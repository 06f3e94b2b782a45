import { useState } from 'preact/hooks';
import { regionOfIdentityPool } from '../../core/aws-names';
import type { Settings, SettingsInput } from '../../core/settings';
import { message } from '../../i18n/message';
import { roleLines } from '../../setup/cli-lines';
import { consoleLinks } from '../../setup/console-links';
import { exampleSettings } from '../../setup/example-settings';
import { guestPolicy, type PolicyDocument } from '../../setup/guest-policy';
import { redirectAddresses } from '../../setup/redirect-addresses';
import { trustPolicy } from '../../setup/trust-policy';
import { Copyable } from '../../ui/copyable';
import { CheckboxField } from '../form/form-fields';
import { CorsInstructions } from './cors-instructions';
import { redirectAddress } from './redirect-address';
import { ConsoleLink, GuideStep } from './setup-guide-step';

/** For who has a bucket already: everything to paste is written for what is in the fields. */
export function PartsByHand({ input }: { readonly input: SettingsInput }) {
  const example = exampleSettings(input);
  const links = consoleLinks(input.region === '' ? '' : example.region);
  const isUser = example.access === 'user';
  const isPoolEntered = example.identityPoolId === input.identityPoolId.trim().toLowerCase();
  return (
    <details class="other-way">
      <summary>{message('setup_parts')}</summary>
      <p>{message('setup_parts_text')}</p>
      {example.bucket !== input.bucket.trim() && <p>{message('setup_placeholder', example.bucket)}</p>}
      {!isPoolEntered && <p>{message('setup_placeholder_pool', example.identityPoolId)}</p>}
      <ol>
        <GuideStep title="setup_bucket" text="setup_bucket_text">
          <ConsoleLink href={links.buckets} text="setup_open_s3" />
        </GuideStep>
        {isUser && (
          <GuideStep title="setup_user_pool" text="setup_user_pool_text">
            <UserPoolPart href={links.userPools} />
          </GuideStep>
        )}
        <GuideStep title="setup_pool" text={isUser ? 'setup_pool_text_user' : 'setup_pool_text'}>
          <ConsoleLink href={links.identityPools} text="setup_open_cognito" />
        </GuideStep>
        <GuideStep title="setup_role" text="setup_role_text">
          <RolePart example={example} />
        </GuideStep>
        <GuideStep title="setup_try" text="setup_try_text" />
      </ol>
      <CorsInstructions bucket={example} withLines />
    </details>
  );
}

/** The addresses that a user pool has to know, and where it is made. */
export const UserPoolPart = ({ href }: { readonly href: string }) => (
  <>
    <Copyable
      value={redirectAddresses(redirectAddress()).join('\n')}
      name="redirect_address"
      label="copy_redirect_address"
    />
    <ConsoleLink href={href} text="setup_open_user_pools" />
  </>
);

/** What the pool's role needs to use exactly this bucket. */
export function RolePart({ example }: { readonly example: Settings }) {
  const [restore, setRestore] = useState(false);
  return (
    <>
      <CheckboxField
        id="setup-restore"
        label="setup_restore"
        help="setup_restore_help"
        isChecked={restore}
        onChange={setRestore}
      />
      <Role example={example} policy={guestPolicy(example, { restore })} />
      {example.access === 'guest' && <p class="guide-warning">{message('setup_role_warning')}</p>}
      <ConsoleLink href={consoleLinks(example.region).roles} text="setup_open_iam" />
    </>
  );
}

interface RoleProps {
  readonly example: Settings;
  readonly policy: PolicyDocument;
}

/** What the role may do and who may take it, for the console; and both as lines for a shell. */
function Role({ example, policy }: RoleProps) {
  const { identityPoolId, access, region } = example;
  const poolRegion = regionOfIdentityPool(identityPoolId) ?? region;
  // The policy of keys is the one of their user, who takes no role.
  if (access === 'keys') return <Copyable value={policy} label="copy_policy" />;
  const trust = trustPolicy(poolRegion, identityPoolId, access);
  return (
    <>
      <Copyable value={policy} label="copy_policy" />
      <details class="other-way">
        <summary>{message('setup_trust')}</summary>
        <p>{message('setup_trust_text')}</p>
        <Copyable value={trust} label="copy_trust" />
      </details>
      <details class="other-way">
        <summary>{message('setup_role_lines')}</summary>
        <p>{message('setup_role_lines_text')}</p>
        <Copyable
          value={roleLines(example, poolRegion, policy, trust)}
          name="setup_lines"
          label="copy_setup_lines"
        />
        <ConsoleLink href={consoleLinks(poolRegion).cloudShell} text="setup_open_cloudshell" />
      </details>
    </>
  );
}
