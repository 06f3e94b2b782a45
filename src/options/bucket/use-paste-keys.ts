import { useEffect } from 'preact/hooks';
import { accessKeysIn } from '../../core/access-keys';
import { hasSetupCode } from '../../core/setup-code';
import { useLatest } from '../../ui/use-latest';
import { focusField, focusSave } from '../form/settings-field';
import type { AccessKeysForm } from './use-access-keys';
import type { SettingsForm } from './use-settings-form';

/**
 * Takes a pair of access keys that is pasted anywhere on the page, before any line of text: a line would run the pair
 * together, and show the secret.
 */
export function usePasteKeys(form: SettingsForm, keys: AccessKeysForm): void {
  const latest = useLatest({ form, keys });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (hasSetupCode(text) || accessKeysIn(text) === null || !latest.current.keys.take(text)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.form.change({ access: 'keys' });
      // Once the fields are there.
      requestAnimationFrame(() => {
        const { input } = latest.current.form;
        const empty = (['bucket', 'region'] as const).find(name => input[name] === '');
        if (empty === undefined) focusSave();
        else focusField(empty);
      });
    };
    document.addEventListener('paste', onPaste, { capture: true });
    return () => document.removeEventListener('paste', onPaste, { capture: true });
  }, [latest]);
}
