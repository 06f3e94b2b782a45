import type { CorsRule } from '../options';
import { S3Error } from './s3-error';
import { childrenOf, element, parseXml, s3Document, text, textOf, type XmlElement } from './xml';

const METHODS = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

/** S3's limit of rules for a bucket. */
const MAX_RULES = 100;

/** Reads a `CORSConfiguration`. */
export function corsRulesOf(document: string): readonly CorsRule[] {
  const rules = childrenOf(parseXml(document, 'CORSConfiguration'), 'CORSRule').map(ruleOf);
  if (rules.length === 0 || rules.length > MAX_RULES) throw new S3Error('MalformedXML');
  return rules;
}

/** Writes a `CORSConfiguration`. */
export function corsXml(rules: readonly CorsRule[]): string {
  const list = (name: string, values: readonly string[] = []) => values.map(value => text(name, value));
  return s3Document(
    'CORSConfiguration',
    ...rules.map(rule =>
      element(
        'CORSRule',
        ...list('AllowedOrigin', rule.AllowedOrigins),
        ...list('AllowedMethod', rule.AllowedMethods),
        ...list('AllowedHeader', rule.AllowedHeaders),
        ...list('ExposeHeader', rule.ExposeHeaders),
        text('MaxAgeSeconds', rule.MaxAgeSeconds),
      ),
    ),
  );
}

function ruleOf(rule: XmlElement): CorsRule {
  const list = (name: string) => childrenOf(rule, name).map(child => child.text);
  const maxAge = textOf(rule, 'MaxAgeSeconds');
  const parsed: CorsRule = {
    AllowedOrigins: list('AllowedOrigin'),
    AllowedMethods: list('AllowedMethod'),
    AllowedHeaders: list('AllowedHeader'),
    ExposeHeaders: list('ExposeHeader'),
    ...(maxAge !== undefined && { MaxAgeSeconds: Number(maxAge) }),
  };
  if (parsed.AllowedOrigins.length === 0 || parsed.AllowedMethods.length === 0)
    throw new S3Error('MalformedXML');
  const unknown = parsed.AllowedMethods.find(method => !METHODS.includes(method));
  if (unknown !== undefined) {
    throw new S3Error('InvalidRequest', {
      message: `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
    });
  }
  for (const value of [...parsed.AllowedOrigins, ...(parsed.AllowedHeaders ?? [])]) {
    if (value.split('*').length > 2) {
      throw new S3Error('InvalidRequest', {
        message: `AllowedOrigin "${value}" can not have more than one wildcard.`,
      });
    }
  }
  return parsed;
}
