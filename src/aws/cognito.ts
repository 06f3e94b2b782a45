import { fromCognitoIdentityPool } from '@aws-sdk/credential-provider-cognito-identity';
import { ShoeboxError } from '../core/failure';
import { sleep } from '../core/promises';

/** Credentials as Cognito hands them out. */
export interface IssuedCredentials {
  readonly identityId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** By Cognito's clock; milliseconds since 1970. */
  readonly expiresAt: number;
  /** The `Date` of the answer, by the same clock; NaN where that header can't be read. */
  readonly issuedAt: number;
}

/** What proves who somebody is, by the name of the provider that says so; null for guests. */
export type LoginTokens = Readonly<Record<string, string>> | null;

type ProviderOptions = Parameters<typeof fromCognitoIdentityPool>[0];

/** Where an identity is kept; the provider empties it after every failure. */
export type IdentityCache = NonNullable<ProviderOptions['cache']>;

/** An identity pool, and who asks it. */
interface IdentityRequest {
  /** Origin of Cognito Identity in the pool's region. */
  readonly endpoint: string;
  readonly identityPoolId: string;
  readonly logins: LoginTokens;
}

/** What the provider hands to a client. */
interface Command {
  readonly input: { readonly IdentityId?: string };
}

/**
 * Credentials of the identity in `cache`; where it holds none, of a new guest, or of the user of a login, who always gets the
 * same identity. The SDK's provider asks GetId and GetCredentialsForIdentity; of its client, which is a tenth of the worker
 * and tells nobody the `Date` of an answer, it needs {@link ask} alone.
 * @throws what `awsFailure` reads: an error with the name, message and status of the answer, or that of `fetch`
 */
export async function issueCredentials(
  { endpoint, identityPoolId, logins }: IdentityRequest,
  cache: IdentityCache,
): Promise<IssuedCredentials> {
  let issuedAt = Number.NaN;
  const client = {
    async send({ input }: Command) {
      const operation = input.IdentityId === undefined ? 'GetId' : 'GetCredentialsForIdentity';
      const { answer, date } = await ask(endpoint, operation, input);
      issuedAt = date;
      return answer;
    },
  };
  const issued = await fromCognitoIdentityPool({
    // Nothing else of it is used.
    client: client as unknown as NonNullable<ProviderOptions['client']>,
    ...{ identityPoolId, cache },
    // Without an identifier the cache is not asked for users.
    ...(logins !== null && { logins: { ...logins }, userIdentifier: 'user' }),
  })();
  return {
    identityId: issued.identityId,
    accessKeyId: issued.accessKeyId,
    secretAccessKey: issued.secretAccessKey,
    sessionToken: issued.sessionToken ?? '',
    expiresAt: issued.expiration?.getTime() ?? 0,
    issuedAt,
  };
}

const TRIES = 3;
const PAUSE_MS = 200;

/** One of the two operations of Cognito Identity (Federated Identities API reference), which nobody signs; tried a few times. */
async function ask(
  endpoint: string,
  operation: 'GetId' | 'GetCredentialsForIdentity',
  request: object,
): Promise<{ readonly answer: unknown; readonly date: number }> {
  for (let tries = 1; ; tries++) {
    try {
      const response = await fetch(endpoint, {
        ...{ method: 'POST', credentials: 'omit', cache: 'no-store', redirect: 'error' },
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `AWSCognitoIdentityService.${operation}`,
        },
        body: JSON.stringify(request),
      });
      if (!response.ok) throw await refusalOf(response);
      const answer = objectIn(await response.text());
      // Of somebody in between, such as a network that wants a login first.
      if (answer === null) throw new ShoeboxError('cognito-unavailable');
      return { answer, date: Date.parse(response.headers.get('date') ?? '') };
    } catch (error) {
      if (tries === TRIES || !mayGoBetter(error)) throw error;
      await sleep(Math.random() * PAUSE_MS * 2 ** tries);
    }
  }
}

/** What Cognito answers with instead, named as its API names it. */
interface CognitoRefusal extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
}

/** The members of a JSON object, of which the end of credentials alone is a date, in seconds; null for any other text. */
function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text, (name, member) =>
      name === 'Expiration' ? new Date(Number(member) * 1000) : member,
    );
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function refusalOf(response: Response): Promise<CognitoRefusal> {
  const { __type: type = response.status, message = response.statusText } =
    objectIn(await response.text()) ?? {};
  return Object.assign(new Error(String(message)), {
    name: String(type).replace(/^.*#/, ''),
    $metadata: { httpStatusCode: response.status },
  });
}

const mayGoBetter = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { httpStatusCode = 0 } = (error as Partial<CognitoRefusal>).$metadata ?? {};
  return httpStatusCode === 0 || httpStatusCode >= 500 || error.name === 'TooManyRequestsException';
};
