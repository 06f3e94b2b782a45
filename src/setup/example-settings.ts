import { parseSettings, type Settings, type SettingsInput } from '../core/settings';

/** Stand-ins for what is not entered yet. The name says what to put there. */
const PLACEHOLDERS: SettingsInput = {
  bucket: 'your-bucket-name',
  region: 'us-east-1',
  identityPoolId: 'us-east-1:00000000-0000-0000-0000-000000000000',
  folder: '',
  endpoint: '',
  pathStyle: false,
  cognitoEndpoint: '',
};

/** Settings to write an example for: what of `input` is right as it is, placeholders for the rest. */
export function exampleSettings(input: SettingsInput): Settings {
  const entered = parseSettings(input);
  if (entered.ok) return entered.settings;
  const mended = Object.keys(entered.problems).reduce<SettingsInput>(
    (settings, field) => ({ ...settings, [field]: PLACEHOLDERS[field as keyof SettingsInput] }), // keys of problems are fields
    input,
  );
  const result = parseSettings(mended);
  if (!result.ok) throw new Error('a placeholder is no valid setting');
  return result.settings;
}
