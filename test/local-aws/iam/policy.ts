/** One `Allow` statement of a role's policy; there is no `Deny` here. */
export interface AllowStatement {
  /** IAM actions, `*` and `?` as wildcards: `s3:GetObject`, `s3:List*`, `s3:*`. */
  readonly actions: readonly string[];
  /**
   * ARNs, `*` and `?` as wildcards: `arn:aws:s3:::bucket`, `arn:aws:s3:::bucket/*`. The variable
   * `${cognito-identity.amazonaws.com:sub}` stands for the identity id of who asks.
   */
  readonly resources: readonly string[];
  /**
   * `Condition: {StringLike: {'s3:prefix': …}}`: the statement holds for a list only if its `prefix` matches one
   * of these. As in IAM, a request that carries no prefix key at all does not meet the condition.
   */
  readonly prefixes?: readonly string[];
}

/** What a role allows: everything that at least one statement allows. */
export type RolePolicy = readonly AllowStatement[];

/** What somebody wants to do. */
export interface AccessRequest {
  readonly action: string;
  /** The ARN, or `*` for calls that name no resource. */
  readonly resource: string;
  /** The `prefix` parameter of a list. */
  readonly prefix?: string | undefined;
}

/** Stands in a resource or prefix for the identity id of who asks. */
export const IDENTITY_VARIABLE = `\${cognito-identity.amazonaws.com:sub}`;

/** Whether the policy allows this to the identity. */
export function policyAllows(policy: RolePolicy, identityId: string, request: AccessRequest): boolean {
  const matches = (patterns: readonly string[], value: string) =>
    patterns.some(pattern => wildcardMatches(pattern, identityId, value));
  return policy.some(
    statement =>
      statement.actions.some(action =>
        wildcardMatches(action.toLowerCase(), '', request.action.toLowerCase()),
      ) &&
      matches(statement.resources, request.resource) &&
      (statement.prefixes === undefined ||
        (request.prefix !== undefined && matches(statement.prefixes, request.prefix))),
  );
}

/** IAM's wildcards. The variable is put in as text after the pattern was split, so an id can't bring wildcards along. */
function wildcardMatches(pattern: string, identityId: string, value: string): boolean {
  const source = pattern
    .split(IDENTITY_VARIABLE)
    .map(piece => escapeRegExp(piece).replaceAll('\\*', '.*').replaceAll('\\?', '.'))
    .join(escapeRegExp(identityId));
  return new RegExp(`^${source}$`, 'su').test(value);
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
