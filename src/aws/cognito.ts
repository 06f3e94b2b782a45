import { sleep } from '../core/promises';

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

/** What proves who somebody is, by the name of the provider that says so; null for guests. */
export type LoginTokens = Readonly<Record<string, string>> | null;

/** The answers of both operations, as far as they are read. */
interface Answers {
  readonly GetId: { readonly IdentityId?: string };
  readonly GetCredentialsForIdentity: {
    readonly Credentials?: {
      readonly AccessKeyId?: string;
      readonly SecretKey?: string;
      readonly SessionToken?: string;
      /** In seconds. */
      readonly Expiration?: number;
    };
  };
}

/** The identity of a guest, a new one each time, or of the user of a login, always the same. */
export async function getId(endpoint: string, identityPoolId: string, logins: LoginTokens): Promise<string> {
  const { answer } = await ask(endpoint, 'GetId', { IdentityPoolId: identityPoolId, ...inRequest(logins) });
  return answer.IdentityId ?? '';
}

export async function getCredentials(
  endpoint: string,
  identityId: string,
  logins: LoginTokens,
): Promise<IssuedCredentials> {
  const request = { IdentityId: identityId, ...inRequest(logins) };
  const { answer, date } = await ask(endpoint, 'GetCredentialsForIdentity', request);
  const { AccessKeyId = '', SecretKey = '', SessionToken = '', Expiration = 0 } = answer.Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretKey,
    sessionToken: SessionToken,
    expiresAt: Expiration * 1000,
    issuedAt: date,
  };
}

const inRequest = (logins: LoginTokens): object => (logins === null ? {} : { Logins: logins });

const TRIES = 3;
const PAUSE_MS = 200;

/**
 * One of the two operations of Cognito Identity that nobody signs (Amazon Cognito Federated Identities API reference), tried
 * again a few times. The SDK's client for them is a tenth of the worker, and tells nobody the `Date` of an answer.
 * @throws what `awsFailure` reads: an error with the name, message and status of the answer, or that of `fetch`
 */
async function ask<Operation extends keyof Answers>(
  endpoint: string,
  operation: Operation,
  request: object,
): Promise<{ readonly answer: Answers[Operation]; readonly date: number }> {
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
      const answer = (await response.json()) as Answers[Operation]; // AWS's own word for it; what it lacks is empty
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

async function refusalOf(response: Response): Promise<CognitoRefusal> {
  const text = await response.text();
  let body: { readonly __type?: unknown; readonly message?: unknown } = {};
  try {
    body = JSON.parse(text) ?? {};
  } catch (error) {
    body = { message: String(error) }; // of somebody in between: the status says what there is to say
  }
  const { __type: type = response.status, message = response.statusText } = body;
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
