import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../browser/json-object';
import { conditionKeyNames } from '../local-aws/index';

// What AWS's schemas do not know of: what Shoebox means a template to be.

/** What is inside, by names of members. */
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

type Resources = readonly (readonly [name: string, properties: unknown, resource: unknown])[];

const ofType = (template: object, type: string): Resources =>
  Object.entries(at(template, 'Resources') ?? {})
    .filter(([, resource]) => at(resource, 'Type') === `AWS::${type}`)
    .map(([name, resource]) => [name, at(resource, 'Properties'), resource]);

/** Sentences of those rules that do not hold. */
const broken = (name: string, rules: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [`${name}: ${rule}`]));

/** What is wrong with a template that CloudFormation would take; empty when that is nothing. */
export const ruleProblems = (template: object): string[] => [
  ...ofType(template, 'S3::Bucket').flatMap(bucketProblems),
  ...ofType(template, 'S3::BucketPolicy').flatMap(([name, properties]) =>
    broken(name, { 'refuses what is not HTTPS, and allows nothing': isHttpsOnly(properties) }),
  ),
  ...ofType(template, 'KMS::Key').flatMap(keyProblems),
  ...poolProblems(template),
  ...ofType(template, 'Cognito::UserPool').flatMap(userPoolProblems),
  ...ofType(template, 'Cognito::UserPoolClient').flatMap(clientProblems),
  ...loginProblems(template),
  ...ofType(template, 'Cognito::UserPoolUser').flatMap(userProblems),
  ...broken('Outputs', {
    'has a set-up code': at(template, 'Outputs', 'SetupCode', 'Value') !== undefined,
    'has a policy for each bucket':
      ofType(template, 'S3::Bucket').length === ofType(template, 'S3::BucketPolicy').length,
  }),
];

const isRetained = (resource: unknown): boolean =>
  at(resource, 'DeletionPolicy') === 'RetainExceptOnCreate' &&
  at(resource, 'UpdateReplacePolicy') === 'Retain';

function bucketProblems([name, bucket, resource]: Resources[number]): string[] {
  const rules = listAt(bucket, 'LifecycleConfiguration', 'Rules').filter(
    rule => at(rule, 'Status') === 'Enabled',
  );
  const [encryption] = listAt(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
  const by = at(encryption, 'ServerSideEncryptionByDefault');
  const isVersioned = at(bucket, 'VersioningConfiguration') !== undefined;
  return broken(name, {
    'is private': isDeepStrictEqual(at(bucket, 'PublicAccessBlockConfiguration'), {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    }),
    'owns all objects': isDeepStrictEqual(at(bucket, 'OwnershipControls'), {
      Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
    }),
    'outlives the stack': isRetained(resource),
    'ends unfinished uploads': rules.some(
      rule => Number(at(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation')) > 7,
    ),
    'deletes nothing else': rules.every(rule => at(rule, 'ExpirationInDays') === undefined),
    'forgets old versions':
      isVersioned === rules.some(rule => isObject(at(rule, 'NoncurrentVersionExpiration'))),
    'is encrypted':
      at(by, 'SSEAlgorithm') === 'aws:kms'
        ? at(by, 'KMSMasterKeyID') !== undefined && at(encryption, 'BucketKeyEnabled') === true
        : at(by, 'SSEAlgorithm') === 'AES256',
    'lets no web page in': at(bucket, 'CorsConfiguration') === undefined,
  });
}

function isHttpsOnly(properties: unknown): boolean {
  const [statement, ...others] = listAt(properties, 'PolicyDocument', 'Statement');
  const resources = listAt(statement, 'Resource').map(String);
  return (
    others.length === 0 &&
    at(statement, 'Effect') === 'Deny' &&
    at(statement, 'Principal') === '*' &&
    at(statement, 'Action') === 's3:*' &&
    resources[1] === `${resources[0]}/*` &&
    isDeepStrictEqual(at(statement, 'Condition'), { Bool: { 'aws:SecureTransport': 'false' } })
  );
}

function keyProblems([name, key, resource]: Resources[number]): string[] {
  const principals = listAt(key, 'KeyPolicy', 'Statement').map(statement => at(statement, 'Principal'));
  return broken(name, {
    'outlives the stack': isRetained(resource),
    rotates: at(key, 'EnableKeyRotation') === true,
    'is the account’s': principals.length === 1 && JSON.stringify(principals).includes(':root'),
  });
}

const METHODS: Readonly<Record<string, string>> = {
  unauthenticated: 'unauthenticated',
  authenticated: 'authenticated',
};

function poolProblems(template: object): string[] {
  return ofType(template, 'Cognito::IdentityPool').flatMap(([name, pool]) => {
    const attachments = ofType(template, 'Cognito::IdentityPoolRoleAttachment');
    const roles = attachments.flatMap(([, attachment]) => Object.entries(at(attachment, 'Roles') ?? {}));
    const kinds = roles.map(([kind]) => kind);
    const providers = listAt(pool, 'CognitoIdentityProviders');
    return [
      ...broken(name, {
        'has no classic flow': at(pool, 'AllowClassicFlow') === false,
        'lets guests in only with a role for them':
          at(pool, 'AllowUnauthenticatedIdentities') === kinds.includes('unauthenticated'),
        'has a role for users only with users': providers.length > 0 === kinds.includes('authenticated'),
        'checks tokens with the user pool': providers.every(one => at(one, 'ServerSideTokenCheck') === true),
      }),
      ...roles.flatMap(([kind, arn]) => {
        const [role = ''] = listAt(arn, 'Fn::GetAtt').map(String);
        return roleProblems(role, at(template, 'Resources', role, 'Properties'), {
          pool: name,
          method: METHODS[kind] ?? '',
          bucket: String(ofType(template, 'S3::Bucket').map(([, bucket]) => at(bucket, 'BucketName'))[0]),
        });
      }),
    ];
  });
}

interface Expected {
  readonly pool: string;
  /** `amr` of those who may take the role. */
  readonly method: string;
  readonly bucket: string;
}

function roleProblems(name: string, role: unknown, { pool, method, bucket }: Expected): string[] {
  const [trust, ...others] = listAt(role, 'AssumeRolePolicyDocument', 'Statement');
  const cognito = String(at(trust, 'Principal', 'Federated'));
  const statements = listAt(role, 'Policies').flatMap(one => listAt(one, 'PolicyDocument', 'Statement'));
  return [
    ...broken(name, {
      'is taken by those of the pool alone':
        others.length === 0 &&
        isDeepStrictEqual(trust, {
          Effect: 'Allow',
          Principal: { Federated: cognito },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { [`${cognito}:aud`]: { Ref: pool } },
            'ForAnyValue:StringLike': { [`${cognito}:amr`]: method },
          },
        }) &&
        /^cognito-identity[\w.-]*\.amazonaws\.com(\.cn)?$/.test(cognito),
      'may do what Shoebox does': MUST.every(action =>
        statements.some(one => actionsOf(one).includes(action)),
      ),
    }),
    ...statements.flatMap(statement =>
      broken(`${name}: ${String(at(statement, 'Sid'))}`, statementRules(statement, bucket)),
    ),
  ];
}

const LISTS = ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'];
const OBJECTS = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:DeleteObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
];
const KEYS = ['kms:GenerateDataKey', 'kms:Decrypt'];
/** All of them but those that restoring takes. */
const MUST = [...LISTS, ...OBJECTS].filter(action => !/Version/.test(action));

const actionsOf = (statement: unknown): readonly string[] => listAt(statement, 'Action').map(String);

function statementRules(statement: unknown, bucket: string): Readonly<Record<string, boolean>> {
  const actions = actionsOf(statement);
  const resource = at(statement, 'Resource');
  const folder = typeof resource === 'string' ? resource.split(`:::${bucket}/`)[1] : undefined;
  const conditions = Object.entries(at(statement, 'Condition') ?? {}).flatMap(([operator, keys]) =>
    Object.keys(isObject(keys) ? keys : {}).map(key => ({ operator, key })),
  );
  const within = (known: readonly string[]): boolean => actions.every(action => known.includes(action));
  return {
    'allows something': at(statement, 'Effect') === 'Allow' && actions.length > 0,
    'allows nothing but what Shoebox does': within(LISTS) || within(OBJECTS) || within(KEYS),
    'is about this bucket': within(KEYS)
      ? isObject(resource) || /:key\//.test(String(resource))
      : within(OBJECTS)
        ? folder?.endsWith('*') === true
        : String(resource).endsWith(`:::${bucket}`),
    'uses keys by S3 alone': !within(KEYS) || conditions.some(({ key }) => key === 'kms:ViaService'),
    'has conditions that AWS has for its actions': conditions.every(
      ({ operator, key }) =>
        key.startsWith('kms:') ||
        operator.endsWith('IfExists') ||
        actions.every(action => conditionKeyNames(action).includes(key)),
    ),
  };
}

const userPoolProblems = ([name, pool]: Resources[number]): string[] =>
  broken(name, {
    'has managed login': at(pool, 'UserPoolTier') === 'ESSENTIALS',
    'lets nobody sign up': at(pool, 'AdminCreateUserConfig', 'AllowAdminCreateUserOnly') === true,
    'knows users by mail address': isDeepStrictEqual(at(pool, 'UsernameAttributes'), ['email']),
    'takes capitals for small letters': at(pool, 'UsernameConfiguration', 'CaseSensitive') === false,
    'tells name and password in its mail': ['{username}', '{####}'].every(part =>
      String(at(pool, 'AdminCreateUserConfig', 'InviteMessageTemplate', 'EmailMessage')).includes(part),
    ),
  });

/** An address of an extension, as Chromium and Firefox make them. */
const REDIRECT = /^https:\/\/(?:[a-p]{32}\.chromiumapp\.org|[0-9a-f]{40}\.extensions\.allizom\.org)\/$/;

function clientProblems([name, client]: Resources[number]): string[] {
  const redirects = listAt(client, 'CallbackURLs').map(String);
  const flows = listAt(client, 'ExplicitAuthFlows').map(String);
  const rotates = at(client, 'RefreshTokenRotation', 'Feature') === 'ENABLED';
  return broken(name, {
    'has no secret': at(client, 'GenerateSecret') === false,
    'has the code flow alone':
      at(client, 'AllowedOAuthFlowsUserPoolClient') === true &&
      isDeepStrictEqual(at(client, 'AllowedOAuthFlows'), ['code']),
    'has the scopes that are asked for': isDeepStrictEqual(at(client, 'AllowedOAuthScopes'), [
      'openid',
      'email',
    ]),
    'returns to extensions alone': redirects.length > 0 && redirects.every(url => REDIRECT.test(url)),
    'signs out to the same addresses': isDeepStrictEqual(redirects, at(client, 'LogoutURLs')),
    'rotates, which goes with no refresh by hand': rotates && !flows.includes('ALLOW_REFRESH_TOKEN_AUTH'),
    'says how else to sign in':
      flows.length > 0 && flows.every(flow => /^ALLOW_USER_(SRP_)?AUTH$/.test(flow)),
    'leaves a minute': at(client, 'RefreshTokenRotation', 'RetryGracePeriodSeconds') === 60,
    'can revoke': at(client, 'EnableTokenRevocation') === true,
    'tells nobody who has an account': at(client, 'PreventUserExistenceErrors') === 'ENABLED',
    'has users of the pool': isDeepStrictEqual(at(client, 'SupportedIdentityProviders'), ['COGNITO']),
  });
}

/** Managed login of version 2 serves a page for clients with a style alone. */
function loginProblems(template: object): string[] {
  const styled = ofType(template, 'Cognito::ManagedLoginBranding')
    .filter(([, style]) => at(style, 'UseCognitoProvidedValues') === true)
    .map(([, style]) => at(style, 'ClientId'));
  const clients = ofType(template, 'Cognito::UserPoolClient').map(([name]) => name);
  return [
    ...ofType(template, 'Cognito::UserPoolDomain').flatMap(([name, domain]) =>
      broken(name, { 'is of version 2': at(domain, 'ManagedLoginVersion') === 2 }),
    ),
    ...clients.flatMap(Ref =>
      broken(Ref, { 'has a page to sign in': styled.some(client => isDeepStrictEqual(client, { Ref })) }),
    ),
    ...broken('Cognito::UserPoolDomain', {
      'is there for clients':
        clients.length === 0 || ofType(template, 'Cognito::UserPoolDomain').length === 1,
    }),
  ];
}

const userProblems = ([name, user]: Resources[number]): string[] =>
  broken(name, {
    'gets mail': isDeepStrictEqual(at(user, 'DesiredDeliveryMediums'), ['EMAIL']),
    'has a mail address': /^[^@\s]+@[^@\s]+$/.test(String(at(user, 'Username'))),
    'need not confirm it': isDeepStrictEqual(at(user, 'UserAttributes'), [
      { Name: 'email', Value: at(user, 'Username') },
      { Name: 'email_verified', Value: 'true' },
    ]),
  });
