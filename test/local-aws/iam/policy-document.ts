/** IAM takes a lone value for a list of one. */
export type OneOrMore = string | readonly string[];

/** Operator → condition key → the values of which one must match: `{ StringLike: { 's3:prefix': ['a/*'] } }`. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** One statement of an IAM policy, as it stands in the JSON. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  /** Whom it is about; only in policies of resources, and of VPC endpoints. */
  readonly Principal?: '*' | { readonly AWS: OneOrMore };
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Conditions;
}

/** An IAM policy: what is pasted into the AWS console. */
export interface PolicyDocument {
  /** Without it, or from 2008, `${…}` in it is text: only this version has policy variables. */
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/** Who may assume a role: its trust policy, as it stands in the JSON. */
export interface TrustPolicy {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Statement: readonly TrustStatement[];
}

interface TrustStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: {
    readonly Federated?: OneOrMore;
    readonly AWS?: OneOrMore;
    readonly Service?: OneOrMore;
  };
  readonly Action: OneOrMore;
  readonly Condition?: Conditions;
}

/** Stands in a policy for the identity id of the guest or user who asks. */
export const IDENTITY_VARIABLE = `\${cognito-identity.amazonaws.com:sub}`;

/** A policy's element as a list; IAM takes a lone value for a list of one. */
export const listOf = (values: OneOrMore): readonly string[] =>
  typeof values === 'string' ? [values] : values;
