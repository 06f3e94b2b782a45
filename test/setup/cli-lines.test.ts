import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cloudShellLines, corsLines, roleLines, shellWord } from '../../src/setup/cli-lines';
import { cloudFormationTemplate, stackName } from '../../src/setup/cloudformation-template';
import { bucketCors } from '../../src/setup/cors';
import { guestPolicy } from '../../src/setup/guest-policy';
import { trustPolicy } from '../../src/setup/trust-policy';
import { CHOICES, DEFAULT_CHOICES } from './template-choices';

const EVIL = 'a\'b"c$HOME`id`\\;&|\n*? ü';

/** Runs lines in a shell where `aws` notes what it is called with, and says `answer`. */
function runs(
  lines: string,
  answer = '',
): { readonly calls: readonly (readonly string[])[]; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'shoebox-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'aws'),
    `#!/bin/sh\nfor word; do printf '%s\\037' "$word"; done >> calls; printf '\\036' >> calls; echo '${answer}'\n`,
    { mode: 0o755 },
  );
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
  execFileSync('sh', ['-c', lines], { cwd: folder, env });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').split('\u001e').slice(0, -1);
  return { calls: calls.map(call => call.split('\u001f').slice(0, -1)), folder };
}

const valueAfter = (call: readonly string[] | undefined, option: string): string =>
  call?.[call.indexOf(option) + 1] ?? '';

test.each(['', 'photos', "'", EVIL])('the shell takes %j as one word', text => {
  expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
});

describe('the lines for CloudShell', () => {
  test.each(Object.entries(CHOICES))(
    'make the very template with %s, whatever the folder is called',
    (_, choices) => {
      const { calls, folder } = runs(cloudShellLines(choices));
      const written: unknown = JSON.parse(readFileSync(join(folder, 'shoebox.json'), 'utf8'));
      expect(written).toEqual(JSON.parse(JSON.stringify(cloudFormationTemplate(choices))));
      const [deploy] = calls;
      expect(deploy?.slice(0, 2)).toEqual(['cloudformation', 'deploy']);
      expect(valueAfter(deploy, '--region')).toBe(choices.region);
      expect(valueAfter(deploy, '--stack-name')).toBe(stackName(choices.bucket));
      expect(valueAfter(deploy, '--template-file')).toBe('shoebox.json');
      expect(valueAfter(deploy, '--capabilities')).toBe('CAPABILITY_IAM');
    },
  );

  test('print the set-up code by its name, and that of guests after that of users', () => {
    const queries = (lines: string) =>
      runs(lines)
        .calls.map(call => valueAfter(call, '--query'))
        .slice(1);
    const output = (name: string) => `Stacks[0].Outputs[?OutputKey=='${name}'].OutputValue`;
    expect(queries(cloudShellLines(DEFAULT_CHOICES))).toEqual([output('SetupCode')]);
    expect(queries(cloudShellLines({ ...DEFAULT_CHOICES, access: 'both' }))).toEqual([
      output('SetupCode'),
      output('GuestSetupCode'),
    ]);
  });
});

test.each([
  ['guest', 'Roles.unauthenticated'],
  ['user', 'Roles.authenticated'],
] as const)(
  'the lines for the role of a %s give the one that the pool has policy and trust',
  (access, query) => {
    const region = 'eu-west-1';
    const identityPoolId = `${region}:11111111-2222-3333-4444-555555555555`;
    const policy = guestPolicy({ bucket: 'photos', region, folder: EVIL });
    const trust = trustPolicy(region, identityPoolId, access);
    const role = 'arn:aws:iam::111122223333:role/service-role/Shoebox';
    const [get, put, update] = runs(roleLines({ identityPoolId, access }, region, policy, trust), role).calls;
    expect([valueAfter(get, '--identity-pool-id'), valueAfter(get, '--query')]).toEqual([
      identityPoolId,
      query,
    ]);
    expect(put?.slice(0, 2)).toEqual(['iam', 'put-role-policy']);
    expect(valueAfter(put, '--role-name')).toBe('Shoebox');
    expect(JSON.parse(valueAfter(put, '--policy-document'))).toEqual(policy);
    expect(update?.slice(0, 2)).toEqual(['iam', 'update-assume-role-policy']);
    expect(valueAfter(update, '--role-name')).toBe('Shoebox');
    expect(JSON.parse(valueAfter(update, '--policy-document'))).toEqual(trust);
  },
);

test('the line for CORS names the bucket, and the rules as the API takes them', () => {
  const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
  const [put] = runs(corsLines({ bucket: 'photos', region: 'eu-west-1', endpoint: '' }, origin)).calls;
  expect(put?.slice(0, 2)).toEqual(['s3api', 'put-bucket-cors']);
  expect(valueAfter(put, '--bucket')).toBe('photos');
  expect(put).not.toContain('--endpoint-url');
  expect(JSON.parse(valueAfter(put, '--cors-configuration'))).toEqual({ CORSRules: bucketCors(origin) });
});

test('the line for CORS goes to the endpoint of a store that is not AWS', () => {
  const place = { bucket: 'photos', region: 'fr-par', endpoint: 'https://s3.fr-par.scw.cloud' };
  const [put] = runs(corsLines(place, 'chrome-extension://abcdefghijklmnopabcdefghijklmnop')).calls;
  expect(valueAfter(put, '--endpoint-url')).toBe('https://s3.fr-par.scw.cloud');
  expect(valueAfter(put, '--region')).toBe('fr-par');
});
