import { type HeaderFields, operationOf, parseAddress } from '../local-aws/index';
import { fieldOf, type MessageHead } from './wire/message';

/** What a request asks for, as far as its head tells. */
export interface RequestFacts {
  /** In AWS's words, S3's or Cognito's; `Unknown` if neither knows it. */
  readonly operation: string;
  readonly method: string;
  readonly bucket?: string;
  /** The object's key; of a listing, its prefix. */
  readonly key?: string;
  readonly partNumber?: number;
  readonly uploadId?: string;
}

/** Reads a request's head. Never throws: what S3 would refuse is `Unknown`. */
export function requestFacts(head: MessageHead): RequestFacts {
  const [method = '', url = ''] = head.startLine.split(' ');
  const target = fieldOf(head, 'x-amz-target');
  if (target !== undefined) return { operation: target.slice(target.lastIndexOf('.') + 1), method };
  try {
    const address = parseAddress(url, fieldOf(head, 'host') ?? '');
    const parameters = new Map(address.query);
    const key = address.key ?? parameters.get('prefix');
    const partNumber = parameters.get('partNumber');
    const uploadId = parameters.get('uploadId');
    return {
      operation: operationOf(method, address, fieldsOf(head)),
      method,
      ...(address.bucket !== undefined && { bucket: address.bucket }),
      ...(key !== undefined && { key }),
      ...(partNumber !== undefined && { partNumber: Number(partNumber) }),
      ...(uploadId !== undefined && { uploadId }),
    };
  } catch {
    return { operation: 'Unknown', method };
  }
}

const fieldsOf = ({ fields }: MessageHead): HeaderFields =>
  Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), value]));
