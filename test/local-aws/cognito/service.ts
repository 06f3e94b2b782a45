import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseAwsHost } from '../http/aws-host';
import { type Answer, bodyOf, handleExchange } from '../http/exchange';
import { headerFields } from '../http/header-fields';
import type { Traffic } from '../http/traffic';
import { CognitoError } from './cognito-error';
import { answerCognito, type CognitoBackend, type CognitoInput } from './operations';

const TARGET_PREFIX = 'AWSCognitoIdentityService.';

/** The requests are a few hundred bytes; a sign-in's tokens are some thousand. */
const MAX_REQUEST_BYTES = 256 * 1024;

/** Cognito Identity over HTTP: JSON in and out, no signatures, any page may call it. */
export function createCognitoService(
  backend: CognitoBackend,
  traffic: Traffic,
  now: () => number,
): (message: IncomingMessage, response: ServerResponse) => Promise<void> {
  /** A region knows its own pools only. */
  function backendAt(host: string): CognitoBackend {
    const region = parseAwsHost(host)?.region;
    if (region === undefined) return backend;
    return { ...backend, pool: id => (id.startsWith(`${region}:`) ? backend.pool(id) : undefined) };
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/', method = 'GET' } = message;
    const headers = headerFields(message);
    const target = headers['x-amz-target'] ?? '';
    const operation =
      method === 'OPTIONS'
        ? 'Preflight'
        : target.startsWith(TARGET_PREFIX)
          ? target.slice(TARGET_PREFIX.length)
          : 'Unknown';

    const answer = async (): Promise<Answer> => {
      if (operation === 'Preflight') return preflight(headers['access-control-request-headers'] ?? '');
      try {
        const output = await answerCognito(
          operation,
          await readInput(message),
          backendAt(headers['host'] ?? ''),
        );
        return { status: 200, body: JSON.stringify(output) };
      } catch (error) {
        return errorAnswer(error);
      }
    };
    const commonHeaders = () => ({
      date: new Date(now()).toUTCString(),
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': randomUUID(),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
    });
    const request = { service: 'cognito' as const, operation, method, url, headers };
    await handleExchange({ request, answer, commonHeaders }, message, response, traffic);
  }

  return serve;
}

function preflight(requestedHeaders: string): Answer {
  return {
    status: 200,
    headers: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': requestedHeaders,
      'access-control-max-age': '172800',
    },
  };
}

async function readInput(message: IncomingMessage): Promise<CognitoInput> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const bytes of bodyOf(message)) {
    size += bytes.length;
    if (size > MAX_REQUEST_BYTES) throw new CognitoError('SerializationException', '');
    pieces.push(bytes);
  }
  let input: unknown;
  try {
    input = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw new CognitoError('SerializationException', '');
  }
  if (typeof input !== 'object' || input === null) throw new CognitoError('SerializationException', '');
  return input;
}

function errorAnswer(error: unknown): Answer {
  const [status, code, message] =
    error instanceof CognitoError
      ? [error.status, error.code, error.message]
      : [500, 'InternalErrorException', `Unexpected: ${String(error)}`];
  return {
    status,
    errorCode: code,
    headers: { 'x-amzn-errortype': `${code}:`, 'x-amzn-errormessage': message.replaceAll(/[^ -~]/gu, '?') },
    body: JSON.stringify({ __type: code, message }),
  };
}
