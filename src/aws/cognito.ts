import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';

/** Credentials as Cognito hands them out. */
export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** By Cognito's clock; milliseconds since 1970. */
  readonly expiresAt: number;
  /** The `Date` of the answer, by the same clock; NaN where that header can't be read. */
  readonly issuedAt: number;
}

/** The two requests of a guest. Both throw the SDK's exceptions. */
export interface Cognito {
  /** A new identity in the pool. */
  getId(identityPoolId: string): Promise<string>;
  getCredentials(identityId: string): Promise<IssuedCredentials>;
}

/** Cognito Identity of a region, at its origin. */
export function openCognito(region: string, endpoint: string): Cognito {
  const client = new CognitoIdentityClient({ region, endpoint });
  return {
    async getId(identityPoolId) {
      const { IdentityId = '' } = await client.send(new GetIdCommand({ IdentityPoolId: identityPoolId }));
      return IdentityId;
    },
    async getCredentials(identityId) {
      const command = new GetCredentialsForIdentityCommand({ IdentityId: identityId });
      let issuedAt = Number.NaN;
      command.middlewareStack.add(
        next => async args => {
          const answer = await next(args);
          issuedAt = dateOf(answer.response);
          return answer;
        },
        // Nearer to the network than what reads the JSON: the SDK hands nothing of the headers on.
        { step: 'deserialize', priority: 'low', name: 'readDate' },
      );
      const { Credentials = {} } = await client.send(command);
      return {
        accessKeyId: Credentials.AccessKeyId ?? '',
        secretAccessKey: Credentials.SecretKey ?? '',
        sessionToken: Credentials.SessionToken ?? '',
        expiresAt: Credentials.Expiration?.getTime() ?? 0,
        issuedAt,
      };
    },
  };
}

/** Of a response as the SDK's fetch handler gives it. */
const dateOf = (response: unknown): number =>
  Date.parse((response as { readonly headers: Readonly<Record<string, string>> }).headers['date'] ?? '');
