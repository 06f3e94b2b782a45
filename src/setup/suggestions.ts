/** Letters and digits of a suggested name, of which there are some 10^12: bucket names are unique in all of AWS. */
const SUFFIX_LENGTH = 8;

/** A name for a new bucket that nobody has yet. */
export function suggestedBucketName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SUFFIX_LENGTH));
  return `shoebox-${Array.from(bytes, byte => (byte % 36).toString(36)).join('')}`;
}

/** Regions that every account has, by the time zones that they are near to; the first that matches. */
const NEAR: readonly (readonly [zone: RegExp, region: string])[] = [
  [/^Asia\/Seoul$/, 'ap-northeast-2'],
  [/^Asia\/Tokyo$/, 'ap-northeast-1'],
  [/^Asia\/(Kolkata|Calcutta|Colombo|Dhaka|Karachi|Kathmandu)$/, 'ap-south-1'],
  [/^Asia\//, 'ap-southeast-1'],
  [/^(Australia|Pacific)\//, 'ap-southeast-2'],
  [/^Europe\/(London|Dublin|Belfast)$/, 'eu-west-1'],
  [/^(Europe|Africa|Atlantic|Arctic)\//, 'eu-central-1'],
  [/^America\/(Sao_Paulo|Argentina|Buenos_Aires|Montevideo|Santiago|Asuncion|Bahia|Fortaleza)/, 'sa-east-1'],
  [/^America\/(Los_Angeles|Vancouver|Tijuana|Phoenix|Denver|Edmonton)$/, 'us-west-2'],
];

/** The region of AWS to suggest to somebody in an IANA time zone, as `Europe/Berlin`. */
export const nearestRegion = (timeZone: string): string =>
  NEAR.find(([zone]) => zone.test(timeZone))?.[1] ?? 'us-east-1';
