import type { ListObjectsV2Command } from '@aws-sdk/client-s3';

const TOKEN = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/;

/** What XML escapes in text. Ceph makes tokens of keys. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });

/** A response as the SDK's fetch handler gives it. */
interface HttpResponse {
  statusCode: number;
  body: unknown;
}

const isResponse = (value: unknown): value is HttpResponse =>
  typeof value === 'object' && value !== null && 'statusCode' in value && 'body' in value;

/**
 * Tells the token for the next page, null after the last one, as soon as the answer is here: reading all of a page's XML
 * takes as long as half a round trip.
 */
export function tellTokenEarly(command: ListObjectsV2Command, tell: (token: string | null) => void): void {
  command.middlewareStack.add(
    next => async args => {
      const answer = await next(args);
      const { response } = answer;
      if (!isResponse(response) || response.statusCode !== 200) return answer;
      const bytes = new Uint8Array(await new Response(response.body as BodyInit).arrayBuffer()); // what `fetch` gave
      response.body = bytes; // the SDK reads bytes as well as it reads streams
      const token = TOKEN.exec(new TextDecoder().decode(bytes))?.[1];
      tell(token === undefined ? null : unescaped(token));
      return answer;
    },
    // Nearer to the network than what reads the XML.
    { step: 'deserialize', priority: 'low', name: 'tellTokenEarly' },
  );
}
