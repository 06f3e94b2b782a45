import { useState } from 'preact/hooks';
import type { AccessKeysStatus } from '../../core/access-keys';
import { message, uiLanguage } from '../../i18n/message';
import { MessageWithName } from '../../ui/message-with-name';
import { CheckboxField } from '../form/form-fields';
import { ForgetKeyDialog } from './forget-key-dialog';
import { KeyAdvice } from './key-advice';
import { KEY_FIELD_TEXTS, KeyField } from './key-field';
import { type AccessKeysForm, focusKeyField } from './use-access-keys';
import type { SettingsForm } from './use-settings-form';
import './access-keys-fields.css';

interface AccessKeysFieldsProps {
  readonly form: SettingsForm;
  readonly keys: AccessKeysForm;
  /** The fields name the bucket that is stored, whose keys can be forgotten. */
  readonly isStored: boolean;
}

/** The access keys of the bucket that the fields name: which are kept, or the fields to enter some, and which to make. */
export function AccessKeysFields({ form, keys, isStored }: AccessKeysFieldsProps) {
  const { kept, isAsked } = keys;
  return (
    <div class="folded-out">
      {kept && !isAsked && <KeptKey kept={kept} keys={keys} isStored={isStored} />}
      {isAsked && <KeyEntry keys={keys} />}
      <KeyAdvice {...form} />
    </div>
  );
}

/** Enough to know a key by: the start tells whose service it is of, the end which one. */
const shortened = (id: string): string => (id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`);

interface KeptKeyProps extends Pick<AccessKeysFieldsProps, 'keys' | 'isStored'> {
  readonly kept: AccessKeysStatus;
}

function KeptKey({ kept, keys, isStored }: KeptKeyProps) {
  const [isForgetting, setForgetting] = useState(false);
  const replace = (): void => {
    keys.replace();
    focusKeyField('accessKeyId');
  };
  return (
    <div class="kept-key">
      <p>
        <MessageWithName
          text={kept.retention === 'computer' ? 'key_kept_computer' : 'key_kept_session'}
          name={shortened(kept.accessKeyId)}
        />
      </p>
      <div class="kept-key-actions">
        <button type="button" class="button" aria-label={message('key_replace_label')} onClick={replace}>
          {message('key_replace')}
        </button>
        {isStored && (
          <button
            type="button"
            class="button"
            aria-label={message('key_forget_label')}
            onClick={() => setForgetting(true)}
          >
            {message('key_forget')}
          </button>
        )}
      </div>
      {isForgetting && (
        <ForgetKeyDialog
          onForget={async () => {
            await keys.forget();
            setForgetting(false);
            focusKeyField('accessKeyId');
          }}
          onClose={() => setForgetting(false)}
        />
      )}
    </div>
  );
}

/** Browsers fill no password in that they know of this page, and don't take the secret for one to fill in next time. */
const NOT_A_LOGIN = 'new-password';

function KeyEntry({ keys }: Pick<AccessKeysFieldsProps, 'keys'>) {
  const [isShown, setShown] = useState(false);
  const { pasted, retention, kept } = keys;
  const names = pasted.map(field => message(KEY_FIELD_TEXTS[field].label));
  const isRemembered = retention === 'computer';
  return (
    <>
      <KeyField field="accessKeyId" keys={keys}>
        {line => (
          <>
            <input {...line} autocomplete="off" />
            <p class="field-note" role="status">
              {names.length > 0 && message('pasted_filled', new Intl.ListFormat(uiLanguage()).format(names))}
            </p>
          </>
        )}
      </KeyField>
      <KeyField field="secretAccessKey" keys={keys}>
        {line => (
          <div class="secret">
            {isShown ? (
              <input {...line} type="text" autocomplete="off" />
            ) : (
              <input {...line} type="password" autocomplete={NOT_A_LOGIN} />
            )}
            <button
              type="button"
              class="button"
              aria-label={message(isShown ? 'secret_hide_label' : 'secret_show_label')}
              aria-controls={line.id}
              onClick={() => setShown(!isShown)}
            >
              {message(isShown ? 'secret_hide' : 'secret_show')}
            </button>
          </div>
        )}
      </KeyField>
      <div class="remember">
        <CheckboxField
          id="key-remember"
          label="key_remember"
          help="key_remember_help"
          isChecked={isRemembered}
          onChange={isChecked => keys.setRetention(isChecked ? 'computer' : 'session')}
        />
        <div role="status">
          {isRemembered && <p class="field-warning">{message('key_remember_warning')}</p>}
        </div>
      </div>
      {kept && (
        <div>
          <button type="button" class="button" onClick={keys.keep}>
            {message('key_keep')}
          </button>
        </div>
      )}
    </>
  );
}
