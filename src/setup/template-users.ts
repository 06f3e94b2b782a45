import type { TemplateChoices } from './template-choices';
import { joined, ref, STACK_GUID } from './template-functions';

/** How long somebody stays signed in who does not sign out. */
const SIGNED_IN_DAYS = 90;

/** Users with passwords, the page where they sign in, Shoebox as a client of it, and the first user. */
export const userResources = (choices: TemplateChoices): Readonly<Record<string, object>> => ({
  UserPool: USER_POOL,
  UserPoolDomain: {
    Type: 'AWS::Cognito::UserPoolDomain',
    Properties: {
      UserPoolId: ref('UserPool'),
      // Nobody else in the region may have it.
      Domain: joined('shoebox-', STACK_GUID),
      // The pages that can be styled, and know passkeys; 1 are those of old.
      ManagedLoginVersion: 2,
    },
  },
  UserPoolClient: clientOf(choices.redirectAddresses),
  // Without a style there is no page of version 2: the domain answers 403.
  LoginPage: {
    Type: 'AWS::Cognito::ManagedLoginBranding',
    Properties: {
      UserPoolId: ref('UserPool'),
      ClientId: ref('UserPoolClient'),
      UseCognitoProvidedValues: true,
    },
  },
  FirstUser: {
    Type: 'AWS::Cognito::UserPoolUser',
    // The mail goes out once all that it leads to is there.
    DependsOn: ['IdentityPoolRoles', 'LoginPage', 'UserPoolDomain'],
    Properties: {
      UserPoolId: ref('UserPool'),
      Username: choices.firstUser,
      UserAttributes: [
        { Name: 'email', Value: choices.firstUser },
        { Name: 'email_verified', Value: 'true' },
      ],
      DesiredDeliveryMediums: ['EMAIL'],
    },
  },
});

const USER_POOL = {
  Type: 'AWS::Cognito::UserPool',
  Properties: {
    UserPoolName: ref('AWS::StackName'),
    // The least that has managed login.
    UserPoolTier: 'ESSENTIALS',
    AdminCreateUserConfig: {
      // Nobody signs up by themselves.
      AllowAdminCreateUserOnly: true,
      InviteMessageTemplate: {
        EmailSubject: 'Your account for Shoebox',
        EmailMessage:
          'Sign in to Shoebox as {username} with the password {####} within a week. You will be asked for a password of your own.',
      },
    },
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
    AutoVerifiedAttributes: ['email'],
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  },
};

/** A public client: what is in a browser's extension is no secret. A code with PKCE is the only way in. */
const clientOf = (redirectAddresses: readonly string[]): object => ({
  Type: 'AWS::Cognito::UserPoolClient',
  Properties: {
    UserPoolId: ref('UserPool'),
    ClientName: 'Shoebox',
    GenerateSecret: false,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email'],
    SupportedIdentityProviders: ['COGNITO'],
    CallbackURLs: redirectAddresses,
    LogoutURLs: redirectAddresses,
    // Without this list ALLOW_REFRESH_TOKEN_AUTH would be in it, which goes with no rotation.
    ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH'],
    // Each refresh token is good for one use; a minute longer, should the answer have been lost.
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
    EnableTokenRevocation: true,
    PreventUserExistenceErrors: 'ENABLED',
    IdTokenValidity: 60,
    AccessTokenValidity: 60,
    RefreshTokenValidity: SIGNED_IN_DAYS,
    TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes', RefreshToken: 'days' },
  },
});
