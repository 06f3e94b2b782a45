import { useEffect, useState } from 'preact/hooks';
import browser, { type Manifest } from 'webextension-polyfill';
import { clipboardPermissions } from '../../core/preferences';
import { message } from '../../i18n/message';
import { reportFromPage } from '../../messaging/report-from-page';
import { CheckboxField } from '../form/form-fields';
import { Imposable } from '../form/policy';

/** The names of Chrome's own are unknown to the polyfill's types. */
const ACCESS = {
  permissions: clipboardPermissions(import.meta.env.MODE === 'firefox') as Manifest.OptionalPermission[],
};

interface CopyAfterSavingFieldProps {
  readonly isWanted: boolean;
  readonly onChange: (isWanted: boolean) => void;
}

/**
 * Whether links are copied at once. It needs a permission, asked for here and given back here; a choice that came over
 * from another computer brings none.
 */
export function CopyAfterSavingField({ isWanted, onChange }: CopyAfterSavingFieldProps) {
  const [isAllowed, setAllowed] = useState(false);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    void browser.permissions
      .contains(ACCESS)
      .then(setAllowed, error => reportFromPage('links.read-access', error));
  }, []);
  const change = async (wanted: boolean): Promise<void> => {
    // In the click's own turn: later the browser does not ask.
    const answer = wanted ? browser.permissions.request(ACCESS) : browser.permissions.remove(ACCESS);
    const isDone = await answer.catch(error => {
      reportFromPage('links.change-access', error);
      return false;
    });
    setAllowed(wanted && isDone);
    setRefused(wanted && !isDone);
    onChange(wanted && isDone);
  };
  const checkbox = (
    <CheckboxField
      id="copy-after-saving"
      label="links_copy_after_saving"
      help="links_copy_after_saving_help"
      isChecked={isWanted && isAllowed}
      onChange={wanted => void change(wanted)}
    />
  );
  return (
    <div>
      {/* What is imposed needs the permission as well, and only a person can give it. */}
      {isWanted && !isAllowed ? (
        checkbox
      ) : (
        <Imposable name="preferences.links.copyAfterSaving">{checkbox}</Imposable>
      )}
      {isRefused && (
        <p class="field-problem" role="alert">
          {message('links_copy_refused')}
        </p>
      )}
    </div>
  );
}
