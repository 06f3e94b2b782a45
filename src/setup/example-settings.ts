import { parseSettings, type Settings, type SettingsField, type SettingsInput } from '../core/settings';

/** Stand-ins for what is not entered yet. The name says what to put there. */
const PLACEHOLDERS: SettingsInput = {
  bucket: 'your-bucket-name',
  region: 'us-east-1',
  identityPoolId: 'us-east-1:00000000-0000-0000-0000-000000000000',
  folder: '',
  endpoint: '',
  pathStyle: false,
  cognitoEndpoint: '',
  encryption: 'none',
  kmsKey: '',
  requesterPays: false,
  access: 'guest',
  issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_YourPool',
  clientId: 'your-client-id',
};

/** Settings to write an example for: what of `input` is right as it is, placeholders for the rest. */
export function exampleSettings(input: SettingsInput): Settings {
  const entered = parseSettings(input);
  if (entered.ok) return entered.settings;
  const usable = <Field extends SettingsField>(field: Field): SettingsInput[Field] =>
    entered.problems[field] === undefined ? input[field] : PLACEHOLDERS[field];
  // What is wrong in several fields together is told only once each is right: then this is done a second time.
  return exampleSettings({
    bucket: usable('bucket'),
    region: usable('region'),
    identityPoolId: usable('identityPoolId'),
    folder: usable('folder'),
    endpoint: usable('endpoint'),
    pathStyle: usable('pathStyle'),
    cognitoEndpoint: usable('cognitoEndpoint'),
    encryption: usable('encryption'),
    kmsKey: usable('kmsKey'),
    requesterPays: usable('requesterPays'),
    access: usable('access'),
    issuer: usable('issuer'),
    clientId: usable('clientId'),
  });
}
