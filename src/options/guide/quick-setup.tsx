import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../i18n/message';
import { cloudShellLines } from '../../setup/cli-lines';
import { cloudFormationTemplate, stackName } from '../../setup/cloudformation-template';
import { consoleLinks } from '../../setup/console-links';
import { redirectAddresses } from '../../setup/redirect-addresses';
import { nearestRegion, suggestedBucketName } from '../../setup/suggestions';
import { type TemplateChoices, templateAccess } from '../../setup/template-choices';
import { Copyable } from '../../ui/copyable';
import { redirectAddress } from './redirect-address';
import { ConsoleLink, GuideStep } from './setup-guide-step';
import { missingChoice, TemplateFields } from './template-fields';

interface QuickSetupProps {
  /** Where the set-up code goes; left out where that is elsewhere on the page. */
  readonly children?: ComponentChildren;
}

/** From an AWS account to a set-up code: AWS makes bucket, identity pool and roles from one template. */
export function QuickSetup({ children }: QuickSetupProps) {
  const [chosen, setChosen] = useState<TemplateChoices>(() => ({
    bucket: suggestedBucketName(),
    region: nearestRegion(Intl.DateTimeFormat().resolvedOptions().timeZone),
    access: 'guest',
    firstUser: '',
    folder: '',
    ownFolders: false,
    restore: false,
    encryption: 's3',
    redirectAddresses: redirectAddresses(redirectAddress()),
  }));
  const offered = templateAccess(chosen.region);
  // Another region brings back what was chosen.
  const choices = { ...chosen, access: offered.includes(chosen.access) ? chosen.access : 'guest' } as const;
  return (
    <ol>
      <GuideStep title="setup_choose" text="setup_choose_text">
        <TemplateFields
          choices={choices}
          onChange={changed => setChosen(before => ({ ...before, ...changed }))}
        />
        {offered.length === 0 && <p class="guide-warning">{message('setup_no_template', choices.region)}</p>}
        {offered.length === 1 && <p class="guide-warning">{message('setup_no_users', choices.region)}</p>}
      </GuideStep>
      {offered.length > 0 && <MakeStep choices={choices} />}
      {offered.length > 0 && <PasteStep choices={choices}>{children}</PasteStep>}
    </ol>
  );
}

interface StepProps {
  readonly choices: TemplateChoices;
}

function MakeStep({ choices }: StepProps) {
  const links = consoleLinks(choices.region);
  const missing = missingChoice(choices);
  if (missing !== null) return <GuideStep title="setup_make" text={missing} />;
  const stack = stackName(choices.bucket);
  const template = JSON.stringify(cloudFormationTemplate(choices), null, 2);
  return (
    <GuideStep title="setup_make" text="setup_make_text">
      <Copyable value={cloudShellLines(choices)} name="setup_lines" label="copy_setup_lines" />
      <ConsoleLink href={links.cloudShell} text="setup_open_cloudshell" />
      <details class="other-way">
        <summary>{message('setup_upload')}</summary>
        <p>{message('setup_upload_text', stack)}</p>
        <p>
          <a
            class="console-link"
            download={`${stack}.json`}
            href={`data:application/json,${encodeURIComponent(template)}`}
          >
            {message('setup_save_template')}
          </a>
        </p>
        <ConsoleLink href={`${links.newStack}?stackName=${stack}`} text="setup_open_cloudformation" />
      </details>
    </GuideStep>
  );
}

function PasteStep({ choices: { access, region }, children }: StepProps & QuickSetupProps) {
  if (access === 'guest')
    return (
      <GuideStep title="setup_paste" text="setup_paste_text">
        {children}
        <p class="guide-warning">{message('setup_code_warning')}</p>
      </GuideStep>
    );
  return (
    <GuideStep title="setup_paste_users" text="setup_paste_users_text">
      {children}
      <p>{message('setup_add_users')}</p>
      {access === 'user' && <p>{message('setup_users_code')}</p>}
      <ConsoleLink href={consoleLinks(region).userPools} text="setup_open_user_pools" />
      {access === 'both' && <p class="guide-warning">{message('setup_both_warning')}</p>}
    </GuideStep>
  );
}
