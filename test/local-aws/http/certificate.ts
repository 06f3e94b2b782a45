import { createHash, X509Certificate } from 'node:crypto';
import { AWS_DOMAINS } from './aws-host';

/** A certificate that its own key has signed, and the key. */
export interface Certificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
  /** SHA-256 of the public key in base64: Chromium trusts it by `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
}

/**
 * For the host names of these regions, as AWS's certificates have them: S3's wildcard stands for a single label, and so for
 * no bucket whose name has a dot.
 */
export async function createCertificate(regions: readonly string[]): Promise<Certificate> {
  const { generate } = await import('selfsigned'); // takes half a second to load, and few need it
  const names = regions.flatMap(region => [
    `*.auth.${region}.amazoncognito.com`,
    ...AWS_DOMAINS.flatMap(domain => [
      ...[`s3.${region}.${domain}`, `*.s3.${region}.${domain}`],
      ...[`cognito-identity.${region}.${domain}`, `cognito-idp.${region}.${domain}`],
    ]),
  ]);
  const altNames = names.map(value => ({ type: 2, value }) as const);
  const made = await generate([{ name: 'commonName', value: 'Local AWS' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  const publicKey = new X509Certificate(made.cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    certificate: made.cert,
    key: made.private,
    spki: createHash('sha256').update(publicKey).digest('base64'),
  };
}
