import * as v from 'valibot';
import { isObject } from '../browser/json-object';
import type { BucketSetup, KmsKeySetup, PolicyDocument, PoolSetup } from '../local-aws/index';
import type { OpenIdProviderOptions } from '../openid-provider/index';
import { evaluate, type MadeResources } from './evaluate';

/** What AWS calls the resources of a stack. */
export interface StackNames {
  readonly identityPoolId: string;
  /** Of users; a template for guests has none. */
  readonly userPool?: {
    /** URL of the user pool as an OpenID provider. */
    readonly issuer: string;
    readonly clientId: string;
    /** Where its keys are, if that is not to be asked of the issuer. */
    readonly jwksUri?: string;
  };
}

/** What a template makes, as setups for the local AWS and for the OpenID provider beside it. */
export interface Stack {
  readonly bucket: BucketSetup;
  readonly pool: PoolSetup;
  readonly kmsKeys: readonly KmsKeySetup[];
  /** Empty where only guests get in. */
  readonly clients: OpenIdProviderOptions['clients'];
  /** Mail addresses to which a password is sent. */
  readonly users: readonly string[];
  /** What the stack shows, by name. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The account of the local AWS. */
const ACCOUNT_ID = '123456789012';

const policyDocument = v.custom<PolicyDocument>(
  value => isObject(value) && Array.isArray(value['Statement']),
);
const role = v.object({
  AssumeRolePolicyDocument: v.custom<NonNullable<PoolSetup['trust']>>(
    value => isObject(value) && Array.isArray(value['Statement']),
  ),
  Policies: v.tuple([v.object({ PolicyDocument: policyDocument })]),
});
const addresses = v.array(v.string());

/** What the local AWS and the OpenID provider can do of each resource. Roles stand at their ARN. */
const resourcesSchema = v.object({
  Bucket: v.object({
    BucketName: v.string(),
    BucketEncryption: v.object({
      ServerSideEncryptionConfiguration: v.tuple([
        v.object({
          ServerSideEncryptionByDefault: v.object({
            SSEAlgorithm: v.picklist(['AES256', 'aws:kms']),
            KMSMasterKeyID: v.optional(v.string()),
          }),
        }),
      ]),
    }),
    VersioningConfiguration: v.optional(v.object({ Status: v.literal('Enabled') })),
  }),
  BucketPolicy: v.object({ PolicyDocument: policyDocument }),
  IdentityPool: v.object({
    AllowUnauthenticatedIdentities: v.boolean(),
    CognitoIdentityProviders: v.optional(
      v.array(v.object({ ProviderName: v.string(), ClientId: v.string() })),
      [],
    ),
  }),
  IdentityPoolRoles: v.object({
    Roles: v.object({ unauthenticated: v.optional(v.string()), authenticated: v.optional(v.string()) }),
  }),
  GuestRole: v.optional(role),
  UserRole: v.optional(role),
  UserPoolClient: v.optional(v.object({ CallbackURLs: addresses, LogoutURLs: addresses })),
  FirstUser: v.optional(v.object({ Username: v.string() })),
});

/**
 * Carries a template out: every function resolved, every role found by who is given it. What the local AWS has nothing like
 * is left out: lifecycle, public access block, ownership, login page (`test/setup` checks them against AWS's schemas).
 */
export function stackOf(template: object, names: StackNames): Stack {
  const made = madeResources(names);
  const { Resources, Outputs } = Object.fromEntries(Object.entries(template));
  const evaluated = Object.entries(Resources ?? {}).map(
    ([name, resource]) => [name, evaluate(Reflect.get(Object(resource), 'Properties'), made)] as const,
  );
  const resources = v.parse(resourcesSchema, Object.fromEntries(evaluated));
  const { Bucket, BucketPolicy, IdentityPool, IdentityPoolRoles, UserPoolClient, FirstUser } = resources;
  const [{ ServerSideEncryptionByDefault: encryption }] =
    Bucket.BucketEncryption.ServerSideEncryptionConfiguration;
  const keyId = encryption.KMSMasterKeyID?.replace(/^.*:key\//, '');
  const roleAt = (arn: string | undefined) => {
    const found = arn === undefined ? undefined : resources[ROLES[arn] ?? 'GuestRole'];
    if (found === undefined) return { role: 'none' } as const;
    return { role: found.Policies[0].PolicyDocument, trust: found.AssumeRolePolicyDocument };
  };
  const { userPool } = names;
  return {
    bucket: {
      name: Bucket.BucketName,
      versioned: Bucket.VersioningConfiguration !== undefined,
      policy: BucketPolicy.PolicyDocument,
      encryption: { algorithm: encryption.SSEAlgorithm, ...(keyId !== undefined && { keyId }) },
    },
    kmsKeys: keyId === undefined ? [] : [{ id: keyId }],
    pool: {
      id: names.identityPoolId,
      guests: IdentityPool.AllowUnauthenticatedIdentities,
      ...roleAt(IdentityPoolRoles.Roles.unauthenticated),
      ...(IdentityPool.CognitoIdentityProviders.length > 0 && {
        users: {
          ...roleAt(IdentityPoolRoles.Roles.authenticated),
          providers: IdentityPool.CognitoIdentityProviders.map(({ ProviderName, ClientId }) => ({
            ...{ issuer: ProviderName, clientId: ClientId },
            ...(userPool?.jwksUri !== undefined && { jwksUri: userPool.jwksUri }),
          })),
        },
      }),
    },
    clients:
      UserPoolClient === undefined
        ? []
        : [
            {
              id: userPool?.clientId ?? '',
              redirectUris: UserPoolClient.CallbackURLs,
              logoutUris: UserPoolClient.LogoutURLs,
            },
          ],
    users: FirstUser === undefined ? [] : [FirstUser.Username],
    outputs: Object.fromEntries(
      Object.entries(Outputs ?? {}).map(([name, output]) => [
        name,
        String(evaluate(Reflect.get(Object(output), 'Value'), made)),
      ]),
    ),
  };
}

const ROLES: Readonly<Record<string, 'GuestRole' | 'UserRole'>> = {
  [`arn:aws:iam::${ACCOUNT_ID}:role/GuestRole`]: 'GuestRole',
  [`arn:aws:iam::${ACCOUNT_ID}:role/UserRole`]: 'UserRole',
};

/** What `Ref` and `Fn::GetAtt` come to (CloudFormation's resource reference, "Return values"). */
function madeResources({ identityPoolId, userPool }: StackNames): MadeResources {
  const region = identityPoolId.split(':', 1)[0];
  const { issuer = '', clientId = '' } = userPool ?? {};
  const arns = Object.entries(ROLES).map(
    ([Arn, name]) => [name, { ref: name, attributes: { Arn } }] as const,
  );
  return {
    ...Object.fromEntries(arns),
    Bucket: { ref: 'the-bucket' },
    Key: {
      ref: 'key',
      attributes: { Arn: `arn:aws:kms:${region}:${ACCOUNT_ID}:key/5ca1ab1e-0000-4000-8000-000000000001` },
    },
    IdentityPool: { ref: identityPoolId },
    ...(userPool !== undefined && {
      UserPool: {
        ref: issuer.split('/').at(-1) ?? '',
        attributes: { ProviderURL: issuer, ProviderName: issuer.replace(/^https?:\/\//, '') },
      },
      UserPoolClient: { ref: clientId },
    }),
    'AWS::AccountId': { ref: ACCOUNT_ID },
    'AWS::StackName': { ref: 'shoebox' },
    'AWS::StackId': {
      ref: `arn:aws:cloudformation:${region}:${ACCOUNT_ID}:stack/shoebox/c0ffee00-0000-11f1-8000-000000000001`,
    },
  };
}
