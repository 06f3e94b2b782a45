import { useState } from 'preact/hooks';
import { AWS_REGIONS, bucketNameProblem } from '../core/aws-names';
import { partitionOf } from '../core/aws-partition';
import { message } from '../i18n/message';
import {
  cloudFormationTemplate,
  cloudShellCommand,
  stackName,
  type TemplateChoices,
} from '../setup/cloudformation-template';
import { consoleLinks } from '../setup/console-links';
import { nearestRegion, suggestedBucketName } from '../setup/suggestions';
import { Copyable } from './copyable';
import { CheckboxField, SelectField } from './form-fields';
import { PROBLEM_TEXTS } from './settings-field';
import { ConsoleLink, GuideStep } from './setup-guide-step';

/** The template names guests as the `aws` partition knows them; elsewhere the parts are made by hand. */
const REGIONS = AWS_REGIONS.filter(region => partitionOf(region) === 'aws');

/** From an AWS account to a set-up code: AWS makes bucket, identity pool and role from one template. */
export function QuickSetup() {
  const [choices, setChoices] = useState<TemplateChoices>(() => ({
    bucket: suggestedBucketName(),
    region: nearestRegion(Intl.DateTimeFormat().resolvedOptions().timeZone),
    folder: '',
    restore: false,
  }));
  const change = (changed: Partial<TemplateChoices>): void => setChoices({ ...choices, ...changed });
  const broken = bucketNameProblem(choices.bucket);
  return (
    <ol>
      <GuideStep title="setup_choose" text="setup_choose_text">
        <div class="field">
          <label for="new-bucket">{message('setup_new_bucket')}</label>
          <input
            id="new-bucket"
            class="input"
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            value={choices.bucket}
            aria-invalid={broken !== null}
            aria-describedby="new-bucket-help"
            onInput={event => change({ bucket: event.currentTarget.value.trim() })}
          />
          <p id="new-bucket-help" class={broken === null ? 'field-help' : 'field-problem'}>
            {message(broken === null ? 'setup_new_bucket_help' : PROBLEM_TEXTS[`bucket-${broken}`])}
          </p>
        </div>
        <SelectField
          id="new-region"
          label={message('field_region')}
          options={REGIONS.map(region => [region, region])}
          value={choices.region}
          onChange={region => change({ region })}
        />
        <CheckboxField
          id="new-restore"
          label="setup_keep_deleted"
          help="setup_keep_deleted_help"
          isChecked={choices.restore}
          onChange={restore => change({ restore })}
        />
      </GuideStep>
      {broken === null && <MakeStep choices={choices} />}
      <GuideStep title="setup_paste" text="setup_paste_text">
        <p class="guide-warning">{message('setup_code_warning')}</p>
      </GuideStep>
    </ol>
  );
}

function MakeStep({ choices }: { readonly choices: TemplateChoices }) {
  const links = consoleLinks(choices.region);
  return (
    <GuideStep title="setup_make" text="setup_make_text">
      <Copyable value={cloudShellCommand(choices)} name="setup_lines" label="copy_setup_lines" />
      <ConsoleLink href={links.cloudShell} text="setup_open_cloudshell" />
      <details class="other-way">
        <summary>{message('setup_upload')}</summary>
        <p>{message('setup_upload_text', stackName(choices.bucket))}</p>
        <p>
          <a
            download={`${stackName(choices.bucket)}.json`}
            href={`data:application/json,${encodeURIComponent(JSON.stringify(cloudFormationTemplate(choices), null, 2))}`}
          >
            {message('setup_save_template')}
          </a>
        </p>
        <ConsoleLink href={links.newStack} text="setup_open_cloudformation" />
      </details>
    </GuideStep>
  );
}
