import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EMPTY_SETTINGS } from '../../src/core/settings';
import { parseSetupCode } from '../../src/core/setup-code';
import {
  cloudFormationTemplate,
  cloudShellCommand,
  stackName,
  type TemplateChoices,
} from '../../src/setup/cloudformation-template';
import { cognitoPrincipal } from '../../src/setup/cognito-principal';
import { guestPolicy } from '../../src/setup/guest-policy';
import { isObject } from '../browser/json-object';
import { templateProblems } from './template-problems';

const POOL = 'eu-central-1:11111111-2222-3333-4444-555555555555';

const CHOICES: TemplateChoices = {
  bucket: 'shoebox-k3v9q2',
  region: 'eu-central-1',
  folder: '',
  restore: false,
};

const ALL: TemplateChoices = { ...CHOICES, folder: 'team/a \'b\' "ü"/$x*/', restore: true };

/** The template as somebody reads it who knows nothing of how it was made. */
const sent = (choices: TemplateChoices) => JSON.parse(JSON.stringify(cloudFormationTemplate(choices)));

/** What CloudFormation makes of the functions in a value, once it has made the pool. */
function evaluated(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value['Ref'] === 'IdentityPool') return POOL;
  const [separator, parts] = Array.isArray(value['Fn::Join']) ? value['Fn::Join'] : [];
  if (Array.isArray(parts)) return parts.map(evaluated).join(String(separator));
  if ('Fn::Base64' in value) return Buffer.from(String(evaluated(value['Fn::Base64']))).toString('base64');
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}

describe.each([
  ['the fewest choices', CHOICES],
  ['all choices', ALL],
])('the template with %s', (_name, choices) => {
  test('is one that CloudFormation takes', () => {
    expect(templateProblems(sent(choices))).toEqual([]);
  });

  test('has a set-up code as its output that holds all settings', () => {
    const code = String(evaluated(sent(choices).Outputs.SetupCode.Value));
    const { bucket, region, folder } = choices;
    const settings = { ...EMPTY_SETTINGS, bucket, region, folder, identityPoolId: POOL };
    expect(parseSetupCode(code)).toEqual({ ok: true, settings });
  });

  test('gives guests exactly the policy that the guide offers', () => {
    const { restore, ...target } = choices;
    const [policy] = sent(choices).Resources.GuestRole.Properties.Policies;
    expect(policy.PolicyDocument).toEqual(guestPolicy(target, { restore }));
  });

  test('lets the role be taken by guests of this pool alone', () => {
    const cognito = cognitoPrincipal(choices.region);
    const [trust] = sent(choices).Resources.GuestRole.Properties.AssumeRolePolicyDocument.Statement;
    expect(trust.Principal).toEqual({ Federated: cognito });
    expect(trust.Condition).toEqual({
      StringEquals: { [`${cognito}:aud`]: { Ref: 'IdentityPool' } },
      'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'unauthenticated' },
    });
  });

  test('keeps the bucket private, and after the stack is gone', () => {
    const { Bucket } = sent(choices).Resources;
    expect(Bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(Object.values(Bucket.Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  });
});

test('deleted photos are kept only where they are to be restored', () => {
  expect(sent(CHOICES).Resources.Bucket.Properties).not.toHaveProperty('VersioningConfiguration');
  expect(sent(ALL).Resources.Bucket.Properties).toHaveProperty('VersioningConfiguration');
});

describe('the check finds', () => {
  const properties = 'Resources.Bucket.Properties';
  test.each([
    ['a misspelt property', `${properties}.BucketNam`, 'x'],
    ['a value that is none of those allowed', `${properties}.VersioningConfiguration`, { Status: 'On' }],
    ['a text for a yes or no', 'Resources.IdentityPool.Properties.AllowUnauthenticatedIdentities', 'yes'],
    ['a resource that is nowhere', 'Resources.IdentityPoolRoles.Properties.IdentityPoolId', { Ref: 'Pool' }],
    [
      'an attribute that is nowhere',
      'Resources.IdentityPoolRoles.Properties.IdentityPoolId',
      { 'Fn::GetAtt': ['Bucket', 'Url'] },
    ],
    ['a function that is none', `${properties}.BucketName`, { 'Fn::Jion': ['', []] }],
    ['a type that is none', 'Resources.Bucket.Type', 'AWS::S3::Pail'],
    ['an attribute of no resource', 'Resources.Bucket.Retain', true],
    ['a list that is none', `${properties}.LifecycleConfiguration.Rules`, {}],
  ])('%s', (_name, path, value) => {
    const template = sent(ALL);
    const [last = '', ...above] = path.split('.').reverse();
    const place = above.reverse().reduce((inner, key) => inner[key], template);
    place[last] = value;
    expect(templateProblems(template)).not.toEqual([]);
  });

  test('what is required and missing', () => {
    const template = sent(ALL);
    delete template.Resources.BucketPolicy.Properties.PolicyDocument;
    expect(templateProblems(template)).toEqual(['BucketPolicy.PolicyDocument: missing']);
  });
});

test.each([
  ['shoebox-k3v9q2', 'shoebox-k3v9q2'],
  ['my.pictures', 'shoebox-my-pictures'],
  ['a'.repeat(63), `shoebox-${'a'.repeat(63)}`],
])('the stack of bucket %s is called %s', (bucket, name) => {
  expect(stackName(bucket)).toBe(name);
  expect(name).toMatch(/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/);
});

test('the lines for a shell write the very template, whatever the folder is called', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shoebox-shell-'));
  try {
    // Stands in for AWS's tool: says what it was called with, and what is in the file.
    writeFileSync(join(folder, 'aws'), '#!/bin/sh\nfor word; do echo "$word"; done\n', { mode: 0o755 });
    const said = execFileSync('sh', ['-c', cloudShellCommand(ALL)], {
      cwd: folder,
      env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` },
      encoding: 'utf8',
    });
    expect(JSON.parse(readFileSync(join(folder, 'shoebox.json'), 'utf8'))).toEqual(sent(ALL));
    const words = said.split('\n');
    expect(words).toContain('CAPABILITY_IAM');
    expect(words.filter(word => word === stackName(ALL.bucket))).toHaveLength(2);
    expect(words.at(-2)).toBe('text');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the role trusts Cognito by the name that it has in the region', () => {
  const template = sent({ ...CHOICES, region: 'us-gov-west-1' });
  const [trust] = template.Resources.GuestRole.Properties.AssumeRolePolicyDocument.Statement;
  expect(trust.Principal).toEqual({ Federated: 'cognito-identity-us-gov.amazonaws.com' });
  expect(Object.keys(trust.Condition.StringEquals)).toEqual(['cognito-identity-us-gov.amazonaws.com:aud']);
});
