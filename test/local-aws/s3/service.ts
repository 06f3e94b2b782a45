import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, bodyOf, handleExchange } from '../http/exchange';
import { headerFields } from '../http/header-fields';
import type { Traffic } from '../http/traffic';
import type { Keyring } from '../iam/principal';
import type { HeaderFields } from '../sigv4/canonical';
import { inWordsOf } from '../stores/heeded';
import { parseAddress, type S3Address } from './address';
import { answerPreflight, corsHeaders } from './cors';
import { dispatch } from './dispatch';
import { errorAnswer } from './error-answer';
import { operationOf, type S3Operation } from './operation';
import type { S3Context } from './request';
import { S3Error } from './s3-error';

/** S3 over HTTP. */
export function createS3Service(
  context: S3Context,
  keyring: Keyring,
  traffic: Traffic,
): (message: IncomingMessage, response: ServerResponse) => Promise<void> {
  const bucketNamed = (name: string | undefined) =>
    name === undefined ? undefined : context.store.bucket(name);
  const corsOf = (bucket: string | undefined) => bucketNamed(bucket)?.cors;

  /** S3 tells it whoever sends a HEAD of the bucket, also where it refuses that. */
  function regionHeader(operation: S3Operation, name: string | undefined): Readonly<Record<string, string>> {
    const bucket = operation === 'HeadBucket' ? bucketNamed(name) : undefined;
    return bucket === undefined ? {} : { 'x-amz-bucket-region': bucket.region };
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/', method = 'GET' } = message;
    const headers = headerFields(message);
    const address = tryParseAddress(url, headers);
    const { bucket, key } = address instanceof S3Error ? {} : address;
    const operation = address instanceof S3Error ? 'Unknown' : operationOf(method, address, headers);
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    const hostId = createHash('sha256').update(requestId).digest('base64');

    const answer = async (): Promise<Answer> => {
      try {
        if (address instanceof S3Error) throw address;
        if (operation === 'Preflight') return answerPreflight(headers, corsOf(bucket));
        return await dispatch(
          {
            ...{ operation, method, url, address, headers, source: bodyOf(message) },
            isSecure: 'encrypted' in message.socket,
          },
          keyring,
          context,
        );
      } catch (error) {
        if (message.destroyed && !message.complete) throw error; // the client is gone, nobody to answer
        return errorAnswer(inWordsOf(context.profile, operation, error), { method, url, requestId, hostId });
      }
    };
    const commonHeaders = () => ({
      date: new Date(context.now()).toUTCString(),
      server: 'AmazonS3',
      'x-amz-request-id': requestId,
      'x-amz-id-2': hostId,
      ...regionHeader(operation, bucket),
      ...(operation === 'Preflight' ? {} : corsHeaders(method, headers, corsOf(bucket))),
    });
    const request = {
      ...{ service: 's3' as const, operation, method, url, headers },
      ...(bucket !== undefined && { bucket }),
      ...(key !== undefined && { key }),
    };
    await handleExchange({ request, answer, commonHeaders }, message, response, traffic);
  }

  return serve;
}

function tryParseAddress(url: string, headers: HeaderFields): S3Address | S3Error {
  try {
    return parseAddress(url, headers['host'] ?? '');
  } catch (error) {
    if (error instanceof S3Error) return error;
    throw error;
  }
}
