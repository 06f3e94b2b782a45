import type { LinkPreferences } from '../../core/preferences';
import { message } from '../../i18n/message';

interface AddressChoiceProps {
  readonly address: LinkPreferences['address'];
  readonly onChange: (address: LinkPreferences['address']) => void;
}

const CHOICES = [
  ['signed', 'links_signed', 'links_signed_help'],
  ['public', 'links_public', 'links_public_help'],
  ['own', 'links_own', 'links_own_help'],
] as const;

/** Where links lead to. */
export const AddressChoice = ({ address, onChange }: AddressChoiceProps) => (
  <fieldset class="choices">
    <legend>{message('links_address')}</legend>
    {CHOICES.map(([value, name, help]) => (
      <label key={value} class="choice">
        <input
          type="radio"
          name="address"
          checked={address === value}
          aria-describedby={`address-${value}-help`}
          onChange={() => onChange(value)}
        />
        <span>
          <span class="choice-name">{message(name)}</span>
          <span id={`address-${value}-help`} class="field-help">
            {message(help)}
          </span>
        </span>
      </label>
    ))}
  </fieldset>
);
