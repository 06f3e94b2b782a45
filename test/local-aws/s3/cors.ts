import type { Answer } from '../http/exchange';
import type { CorsRule } from '../options';
import type { HeaderFields } from '../sigv4/canonical';

import { S3Error } from './s3-error';

const VARY = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/** Answers a browser's question whether a page may send a request. It is not signed and asks about nothing else. */
export function answerPreflight(headers: HeaderFields, rules: readonly CorsRule[] | undefined): Answer {
  const origin = headers['origin'];
  const method = headers['access-control-request-method'];
  if (origin === undefined) {
    throw new S3Error('BadRequest', { message: 'Insufficient information. Origin request header needed.' });
  }
  if (method === undefined) {
    throw new S3Error('BadRequest', {
      message: `Invalid Access-Control-Request-Method: ${method ?? 'null'}`,
    });
  }
  if (rules === undefined) {
    throw new S3Error('AccessForbidden', { details: { Method: method, ResourceType: 'BUCKET' } });
  }
  const wanted = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '');
  const rule = rules.find(candidate => allows(candidate, origin, method, wanted));
  if (rule === undefined) {
    throw new S3Error('AccessForbidden', {
      message:
        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
      details: { Method: method, ResourceType: 'OBJECT' },
    });
  }
  return {
    status: 200,
    headers: {
      ...ruleHeaders(rule, origin),
      ...(wanted.length > 0 && { 'access-control-allow-headers': wanted.join(', ') }),
      ...(rule.MaxAgeSeconds !== undefined && { 'access-control-max-age': String(rule.MaxAgeSeconds) }),
    },
  };
}

/** What is added to every other answer: nothing, unless a rule of the bucket matches. */
export function corsHeaders(
  method: string,
  headers: HeaderFields,
  rules: readonly CorsRule[] | undefined,
): Readonly<Record<string, string>> {
  const origin = headers['origin'];
  const rule =
    origin === undefined ? undefined : rules?.find(candidate => allows(candidate, origin, method, []));
  return origin === undefined || rule === undefined ? {} : ruleHeaders(rule, origin);
}

function ruleHeaders(rule: CorsRule, origin: string): Readonly<Record<string, string>> {
  const any = rule.AllowedOrigins.find(pattern => matches(pattern, origin)) === '*';
  const exposed = rule.ExposeHeaders ?? [];
  return {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') }),
    ...(!any && { 'access-control-allow-credentials': 'true' }),
    vary: VARY,
  };
}

function allows(rule: CorsRule, origin: string, method: string, wanted: readonly string[]): boolean {
  const allowed = (rule.AllowedHeaders ?? []).map(pattern => pattern.toLowerCase());
  return (
    rule.AllowedMethods.includes(method) &&
    rule.AllowedOrigins.some(pattern => matches(pattern, origin)) &&
    wanted.every(name => allowed.some(pattern => matches(pattern, name)))
  );
}

/** CORS rules know one `*` per pattern. */
function matches(pattern: string, value: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === value;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return value.length >= head.length + tail.length && value.startsWith(head) && value.endsWith(tail);
}
