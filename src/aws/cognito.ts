import { fromCognitoIdentityPool } from '@aws-sdk/credential-provider-cognito-identity';
import { FetchHttpHandler } from '@smithy/fetch-http-handler';

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

/** Where a guest's identity is kept; the provider empties it after every failure. */
export type IdentityCache = NonNullable<Parameters<typeof fromCognitoIdentityPool>[0]['cache']>;

/** Cognito Identity of a region. */
export interface Cognito {
  readonly region: string;
  /** Its origin. */
  readonly endpoint: string;
  readonly identityPoolId: string;
}

/**
 * Credentials of the guest in `cache`, or of a new one.
 * @throws the SDK's exceptions.
 */
export async function issueCredentials(cognito: Cognito, cache: IdentityCache): Promise<IssuedCredentials> {
  const { region, endpoint, identityPoolId } = cognito;
  let issuedAt = Number.NaN;
  /** The SDK hands nothing of the headers on. The last answer is the one with the credentials. */
  const customFetch: typeof fetch = async (...request) => {
    const answer = await fetch(...request);
    issuedAt = Date.parse(answer.headers.get('date') ?? '');
    return answer;
  };
  const clientConfig = { region, endpoint, requestHandler: new FetchHttpHandler({ customFetch }) };
  const issued = await fromCognitoIdentityPool({ clientConfig, identityPoolId, cache })();
  return {
    accessKeyId: issued.accessKeyId,
    secretAccessKey: issued.secretAccessKey,
    sessionToken: issued.sessionToken ?? '',
    expiresAt: issued.expiration?.getTime() ?? 0,
    issuedAt,
  };
}
