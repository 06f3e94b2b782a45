import { describe, expect, test } from 'vitest';
import { IDENTITY_PLACEHOLDER } from '../../src/core/settings';
import { parseSetupCode } from '../../src/core/setup-code';
import { cloudFormationTemplate, stackName } from '../../src/setup/cloudformation-template';
import { guestPolicy } from '../../src/setup/guest-policy';
import { type TemplateChoices, templateFolder } from '../../src/setup/template-choices';
import { evaluate } from '../cloudformation/evaluate';
import { CHOICES, DEFAULT_CHOICES } from './template-choices';
import { templateProblems } from './template-problems';
import { ruleProblems } from './template-rules';

const POOL = 'eu-central-1:11111111-2222-3333-4444-555555555555';
const ISSUER = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123';
const CLIENT = '3n4b5urk1ft4fl3mg5e62d9ado';

/** The template as somebody reads it who knows nothing of how it was made. */
const sent = (choices: TemplateChoices) => JSON.parse(JSON.stringify(cloudFormationTemplate(choices)));

/** The settings in a code that the stack shows. */
function settingsIn(template: object, output: string) {
  const made = {
    IdentityPool: { ref: POOL },
    UserPool: { ref: 'eu-central-1_AbCdEf123', attributes: { ProviderURL: ISSUER } },
    UserPoolClient: { ref: CLIENT },
  };
  const parsed = parseSetupCode(String(evaluate(Reflect.get(template, 'Outputs')[output].Value, made)));
  return parsed.ok ? parsed.settings : parsed.problem;
}

describe.each(Object.entries(CHOICES))('the template with %s', (_name, choices) => {
  test('is one that CloudFormation takes, and as Shoebox means it', () => {
    expect(templateProblems(sent(choices))).toEqual([]);
    expect(ruleProblems(sent(choices))).toEqual([]);
  });

  test('gives everybody exactly the policy that the guide offers', () => {
    const { GuestRole, UserRole } = sent(choices).Resources;
    const target = { ...choices, folder: templateFolder(choices) };
    const expected = guestPolicy(target, choices);
    for (const role of [GuestRole, UserRole].filter(role => role !== undefined)) {
      const { Statement } = role.Properties.Policies[0].PolicyDocument;
      expect(Statement.slice(0, 3)).toEqual(expected.Statement);
      expect(Statement.slice(3).map(({ Sid }: { Sid: string }) => Sid)).toEqual(
        choices.encryption === 's3' ? [] : ['ShoeboxKey'],
      );
    }
  });
});

describe('the set-up code that a stack shows', () => {
  const guest = { bucket: 'shoebox-k3v9q2', region: 'eu-central-1', identityPoolId: POOL, access: 'guest' };
  const user = { ...guest, access: 'user', issuer: ISSUER, clientId: CLIENT };

  test('lets guests in where only they get in', () => {
    const template = sent(DEFAULT_CHOICES);
    expect(settingsIn(template, 'SetupCode')).toMatchObject({ ...guest, folder: '', issuer: '' });
    expect(Object.keys(template.Outputs)).toEqual(['SetupCode']);
  });

  test('has users sign in, in folders of their own where that was chosen', () => {
    const template = sent(CHOICES['users with folders of their own, and all else'] ?? DEFAULT_CHOICES);
    const folder = `team/a 'b' "ü"/$x*/${IDENTITY_PLACEHOLDER}/`;
    expect(settingsIn(template, 'SetupCode')).toMatchObject({ ...user, folder });
    expect(Object.keys(template.Outputs)).toEqual(['SetupCode']);
  });

  test('is one for users and one for guests where both get in, who share all albums', () => {
    const template = sent(CHOICES['users and guests'] ?? DEFAULT_CHOICES);
    expect(settingsIn(template, 'SetupCode')).toMatchObject({ ...user, folder: '' });
    expect(settingsIn(template, 'GuestSetupCode')).toMatchObject({ ...guest, folder: '' });
  });
});

test('deleted photos are kept only where they are to be restored', () => {
  expect(sent(DEFAULT_CHOICES).Resources.Bucket.Properties).not.toHaveProperty('VersioningConfiguration');
  expect(sent({ ...DEFAULT_CHOICES, restore: true }).Resources.Bucket.Properties).toHaveProperty(
    'VersioningConfiguration',
  );
});

test('a key that the stack makes is the bucket’s, and everybody may use it through S3', () => {
  const { Bucket, GuestRole } = sent({ ...DEFAULT_CHOICES, encryption: 'new-key' }).Resources;
  const arn = { 'Fn::GetAtt': ['Key', 'Arn'] };
  const [{ ServerSideEncryptionByDefault: byDefault }] =
    Bucket.Properties.BucketEncryption.ServerSideEncryptionConfiguration;
  expect(byDefault).toEqual({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn });
  expect(GuestRole.Properties.Policies[0].PolicyDocument.Statement.at(-1)).toEqual({
    Sid: 'ShoeboxKey',
    Effect: 'Allow',
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: arn,
    Condition: { StringLike: { 'kms:ViaService': ['s3.eu-central-1.*'] } },
  });
});

test.each([
  ['us-gov-west-1', 'aws-us-gov', 'cognito-identity-us-gov.amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
  ['ap-northeast-2', 'aws', 'cognito-identity.amazonaws.com'],
])('the template for %s is of the partition %s, and trusts %s', (region, partition, cognito) => {
  const template = sent({ ...DEFAULT_CHOICES, region, encryption: 'new-key' });
  const [trust] = template.Resources.GuestRole.Properties.AssumeRolePolicyDocument.Statement;
  expect(trust.Principal).toEqual({ Federated: cognito });
  const arns = JSON.stringify(template).match(/arn:[\w-]*/g) ?? [];
  expect([...new Set(arns)]).toEqual([`arn:${partition}`]);
});

test.each([
  ['shoebox-k3v9q2', 'shoebox-k3v9q2'],
  ['my.pictures', 'shoebox-my-pictures'],
  ['a'.repeat(63), `shoebox-${'a'.repeat(63)}`],
])('the stack of bucket %s is called %s', (bucket, name) => {
  expect(stackName(bucket)).toBe(name);
  expect(name).toMatch(/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/);
});

test.each([
  ['guests', DEFAULT_CHOICES],
  ['users', { ...DEFAULT_CHOICES, access: 'user', firstUser: 'ada@example.com', ownFolders: true }],
] as const)('the template for %s is readable in .github/cloudformation as it is', async (file, choices) => {
  // `npx vitest -u` writes it again.
  await expect(`${JSON.stringify(cloudFormationTemplate(choices), null, 2)}\n`).toMatchFileSnapshot(
    `../../.github/cloudformation/${file}.json`,
  );
});
