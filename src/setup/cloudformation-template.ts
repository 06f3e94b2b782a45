import { EMPTY_SETTINGS, type Settings } from '../core/settings';
import { SETUP_CODE_PREFIX } from '../core/setup-code';
import { bucketResources } from './template-bucket';
import { type TemplateChoices, templateFolder } from './template-choices';
import { attribute, joined, ref } from './template-functions';
import { poolResources } from './template-pool';
import { userResources } from './template-users';

/** A value that CloudFormation shows once the stack is made. */
interface Output {
  readonly Description: string;
  readonly Value: object;
}

/** A CloudFormation template, to be sent as JSON. */
export interface CloudFormationTemplate {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Resources: Readonly<Record<string, object>>;
  readonly Outputs: Readonly<Record<string, Output>>;
}

const DESCRIPTIONS = {
  guest: 'Shoebox: a private bucket for pictures, and guests who may use it',
  user: 'Shoebox: a private bucket for pictures, and users who may use it',
  both: 'Shoebox: a private bucket for pictures, and users and guests who may use it',
} as const;

/**
 * All that Shoebox needs of AWS, as one stack: a private bucket that outlives the stack, an identity pool that lets guests
 * in, users, or both, and for each a role that allows what the guide shows, word for word. It has no parameters: all is as
 * it was chosen, so that nothing has to be typed a second time.
 */
export const cloudFormationTemplate = (choices: TemplateChoices): CloudFormationTemplate => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: DESCRIPTIONS[choices.access],
  Resources: {
    ...bucketResources(choices),
    ...poolResources(choices),
    ...(choices.access !== 'guest' && userResources(choices)),
  },
  Outputs: outputsOf(choices),
});

/**
 * The set-up code of whoever made the stack: that of users, where there are any. Guests then have another one, to be given
 * away by itself: with it nobody is asked to sign in.
 */
function outputsOf(choices: TemplateChoices): CloudFormationTemplate['Outputs'] {
  const code = (access: Settings['access']): Output => ({
    Description: 'Copy all of it, and paste it into the options of Shoebox',
    Value: joined(SETUP_CODE_PREFIX, { 'Fn::Base64': settingsJson(choices, access) }),
  });
  if (choices.access === 'guest') return { SetupCode: code('guest') };
  return {
    SetupCode: code('user'),
    ...(choices.access === 'both' && {
      GuestSetupCode: { ...code('guest'), Description: 'The same for guests, who need no account' },
    }),
  };
}

/** The settings as JSON, but for what AWS chooses. */
function settingsJson(choices: TemplateChoices, access: Settings['access']): object {
  const { bucket, region } = choices;
  const folder = templateFolder(choices);
  const told = { bucket, region, ...(folder !== EMPTY_SETTINGS.folder && { folder }) };
  const users = [
    ...['","access":"user","issuer":"', attribute('UserPool', 'ProviderURL')],
    ...['","clientId":"', ref('UserPoolClient')],
  ];
  return joined(
    ...[`${JSON.stringify(told).slice(0, -1)},"identityPoolId":"`, ref('IdentityPool')],
    ...(access === 'user' ? users : []),
    '"}',
  );
}

/** Name of the stack, of the bucket's: each bucket has one of its own. Letters, digits and hyphens. */
export const stackName = (bucket: string): string =>
  `shoebox-${bucket.replace(/^shoebox-/, '').replace(/[^a-zA-Z0-9]+/g, '-')}`;
