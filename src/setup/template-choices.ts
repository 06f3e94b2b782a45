import { partitionOf } from '../core/aws-partition';
import { IDENTITY_PLACEHOLDER, type PoolAccess } from '../core/settings';

/** Whom the identity pool lets in: guests, users who sign in, or both. */
export type TemplateAccess = PoolAccess | 'both';

/** What the user decides before AWS makes bucket, identity pool and roles. */
export interface TemplateChoices {
  /** Name of the new bucket. */
  readonly bucket: string;
  /** Where all of it is made. */
  readonly region: string;
  readonly access: TemplateAccess;
  /** Mail address of the first user; of no account where only guests get in. */
  readonly firstUser: string;
  /** Key prefix below which Shoebox lives; empty or ending in `/`. */
  readonly folder: string;
  /** Whether each user has a folder of their own in that one. Only where no guests get in: they would see all of them. */
  readonly ownFolders: boolean;
  /** Whether the bucket keeps what is deleted, and Shoebox may bring it back. */
  readonly restore: boolean;
  /** What the bucket encrypts pictures with: S3's own keys, a key that the stack makes, or the key of this ARN. */
  readonly encryption: 's3' | 'new-key' | { readonly keyArn: string };
  /** Where the sign-in returns to. */
  readonly redirectAddresses: readonly string[];
}

/** The folder as the settings have it. */
export const templateFolder = ({ access, folder, ownFolders }: TemplateChoices): string =>
  access === 'user' && ownFolders ? `${folder}${IDENTITY_PLACEHOLDER}/` : folder;

/**
 * Who can be let in by a template in a region. China has identity pools in Beijing alone, and no user pools (China's user
 * guide, "Amazon Cognito"). In GovCloud's east a role's name and its session's together must be short (GovCloud User Guide,
 * "Amazon Cognito"), where CloudFormation makes long ones. By which name policies of the European Sovereign Cloud know
 * identity pools is written nowhere. There, each part is made in the console, which knows.
 */
export function templateAccess(region: string): readonly TemplateAccess[] {
  const everybody = ['guest', 'user', 'both'] as const;
  switch (partitionOf(region)) {
    case 'aws':
      return everybody;
    case 'aws-us-gov':
      return region === 'us-gov-west-1' ? everybody : [];
    case 'aws-cn':
      return region === 'cn-north-1' ? ['guest'] : [];
    case 'aws-eusc':
      return [];
  }
}

/** Whether `arn` is that of a KMS key which a bucket of the region can have: keys stay in their region. */
export const isKeyArn = (arn: string, region: string): boolean =>
  new RegExp(`^arn:${partitionOf(region)}:kms:${region}:\\d{12}:key/[\\w-]+$`).test(arn);

/** Whether text is a mail address, as far as one can tell without writing to it. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 128 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(text);
