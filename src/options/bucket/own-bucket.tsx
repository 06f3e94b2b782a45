import type { ComponentChildren } from 'preact';
import type { SettingsField } from '../../core/settings';
import { message } from '../../i18n/message';
import { consoleLinks } from '../../setup/console-links';
import { exampleSettings } from '../../setup/example-settings';
import { fieldProblems } from '../form/field-problem';
import { RolePart, UserPoolPart } from '../guide/parts-by-hand';
import { ConsoleLink, GuideStep } from '../guide/setup-guide-step';
import { BucketAtStore } from '../guide/store-guide';
import { BucketFields } from './bucket-fields';
import { AccessFields, AdvancedFields } from './settings-fields';
import type { AccessKeysForm } from './use-access-keys';
import type { SettingsForm } from './use-settings-form';

interface OwnBucketProps {
  readonly form: SettingsForm;
  readonly keys: AccessKeysForm;
  /** What saves the settings. */
  readonly children: ComponentChildren;
}

/** The settings step by step, for who has a bucket and a way into it; folded away, how to make what is missing. */
export function OwnBucket({ form, keys, children }: OwnBucketProps) {
  const { input } = form;
  const problems = fieldProblems(input, form.store);
  const areRight = (...fields: readonly SettingsField[]): boolean =>
    fields.every(field => problems[field] === undefined);
  const example = exampleSettings(input);
  const links = consoleLinks(input.region === '' ? '' : example.region);
  const isUser = input.access === 'user';
  const isKeys = input.access === 'keys';
  return (
    <ol>
      <GuideStep title="options_section_bucket" isDone={areRight('bucket', 'region', 'endpoint')}>
        <div class="fields">
          <BucketFields form={form} keys={keys} />
        </div>
        <HaveNone>
          {form.store.id === 'aws' ? (
            <>
              <p>{message('setup_bucket_text')}</p>
              <ConsoleLink href={links.buckets} text="setup_open_s3" />
            </>
          ) : (
            <BucketAtStore store={form.store} />
          )}
        </HaveNone>
      </GuideStep>
      <GuideStep
        title="setup_own_access"
        isDone={areRight('access', 'identityPoolId', 'issuer', 'clientId') && (!isKeys || keys.isWhole)}
      >
        <div class="fields">
          <AccessFields form={form} keys={keys} isStored={false} />
        </div>
        {!isKeys && (
          <HaveNone>
            {isUser && <p>{message('setup_user_pool_text')}</p>}
            {isUser && <UserPoolPart href={links.userPools} />}
            <p>{message(isUser ? 'setup_pool_text_user' : 'setup_pool_text')}</p>
            <ConsoleLink href={links.identityPools} text="setup_open_cognito" />
          </HaveNone>
        )}
      </GuideStep>
      {!isKeys && (
        <GuideStep title="setup_role" text="setup_role_needs">
          <details class="other-way">
            <summary>{message('setup_role_show')}</summary>
            <p>{message('setup_role_text')}</p>
            <RolePart example={example} />
          </details>
        </GuideStep>
      )}
      <GuideStep title="setup_try" text="setup_try_here">
        <AdvancedFields form={form} keys={keys} />
        {children}
      </GuideStep>
    </ol>
  );
}

const HaveNone = ({ children }: { readonly children: ComponentChildren }) => (
  <details class="other-way">
    <summary>{message('setup_have_none')}</summary>
    {children}
  </details>
);
