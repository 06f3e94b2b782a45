import { describe, expect, test } from 'vitest';
import { missingPermissions, remediesOf } from '../../src/connection/remedies';
import type { ConnectionNote, ConnectionStep } from '../../src/core/connection-step';
import { ShoeboxError, toFailure } from '../../src/core/failure';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

const SETTINGS: Settings = { ...EMPTY_SETTINGS, bucket: 'photos', folder: 'shoebox/', access: 'keys' };
const PLACES = {
  aws: { endpoint: '', region: 'eu-west-1' },
  r2: { endpoint: 'https://023e105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com', region: 'auto' },
  wasabi: { endpoint: 'https://s3.eu-west-1.wasabisys.com', region: 'eu-west-1' },
  scaleway: { endpoint: 'https://s3.fr-par.scw.cloud', region: 'fr-par' },
  gcs: { endpoint: 'https://storage.googleapis.com', region: 'auto' },
  minio: { endpoint: 'https://minio.example.com:9000', region: 'us-east-1' },
} as const;
type Place = keyof typeof PLACES;

const remedyFor = (place: Place, found: Partial<Pick<ConnectionStep, 'failure' | 'notes'>>) =>
  remediesOf(
    { step: 'write', failure: null, notes: [], ...found },
    { ...SETTINGS, ...PLACES[place] },
    ORIGIN,
  )[0];
const afterNote = (place: Place, note: ConnectionNote) => remedyFor(place, { notes: [note] });

const DENIED = toFailure(new ShoeboxError('access-denied', { action: 's3:PutObject' }));

describe('with an access key', () => {
  test.each([
    ['aws', 'connection_missing_policy_key', 'setup_open_iam'],
    ['wasabi', 'connection_missing_policy_key', undefined],
    ['minio', 'connection_missing_policy_key', undefined],
    ['r2', undefined, undefined],
    ['scaleway', undefined, undefined],
  ] as const)('a denied upload to %s is cured by the policy of its user: %s', (place, text, link) => {
    const remedy = remedyFor(place, { failure: DENIED });
    expect(remedy?.text).toBe(text);
    expect(remedy?.link?.label).toBe(link);
  });

  test.each([
    ['aws', 'connection_missing_all_key'],
    ['minio', 'connection_missing_all_key'],
    ['r2', undefined],
  ] as const)(
    'several permissions that are missing at %s are added to no role of a pool: %s',
    (place, text) => {
      const denied = (['s3:PutObject', 's3:DeleteObject'] as const).map(action => ({
        step: 'write' as const,
        failure: toFailure(new ShoeboxError('access-denied', { action })),
      }));
      expect(missingPermissions(denied, { ...SETTINGS, ...PLACES[place] })?.text).toBe(text);
    },
  );

  test('AWS’s page of users is where a key’s policy is', () => {
    expect(remedyFor('aws', { failure: DENIED })?.link?.href).toContain('/iam/home#/users');
  });

  test.each([
    ['aws', 'connection_cors_rules'],
    ['r2', 'connection_cors_rules_r2'],
    ['wasabi', 'connection_cors_lines'],
    ['scaleway', 'connection_cors_lines'],
    ['gcs', undefined],
    ['minio', undefined],
  ] as const)('missing CORS rules of %s are given as it takes them: %s', (place, text) => {
    expect(afterNote(place, 'cors-missing')?.text).toBe(text);
  });

  test('a command goes to the store’s endpoint, and not to CloudShell', () => {
    const remedy = afterNote('scaleway', 'versions-off');
    expect(remedy?.paste?.value).toBe(
      "aws s3api put-bucket-versioning --endpoint-url 'https://s3.fr-par.scw.cloud' --region fr-par --bucket photos --versioning-configuration Status=Enabled",
    );
    expect(remedy?.link).toBeUndefined();
    expect(String(afterNote('scaleway', 'cors-missing')?.paste?.value)).toContain(
      "--endpoint-url 'https://s3.fr-par.scw.cloud'",
    );
  });

  test.each(['r2', 'gcs'] as const)('nobody is told to turn on versions at %s', place => {
    expect(afterNote(place, 'versions-off')).toBeUndefined();
  });

  test('AWS’s block of public access is AWS’s alone', () => {
    expect(afterNote('aws', 'public-read')?.text).toBe('connection_block_public');
    expect(afterNote('scaleway', 'public-read')).toBeUndefined();
  });
});
