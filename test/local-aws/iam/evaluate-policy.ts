import { conditionsHold } from './conditions';
import { type ConditionKeys, matches } from './pattern';
import { listOf, type PolicyDocument, type PolicyStatement } from './policy-document';

/** What somebody wants to do. */
export interface AccessRequest {
  /** `s3:GetObject` */
  readonly action: string;
  /** The ARN, or `*` for calls that name no resource. */
  readonly resource: string;
  /** What is known of the request and of who asks. */
  readonly keys: ConditionKeys;
}

/** Who asks, by the names that a policy may call them. */
export interface Caller {
  /** Of the role's session; an IAM user has no session, and is called by the user's ARN. */
  readonly sessionArn: string;
  /** Of the role; of an IAM user, the user's. */
  readonly roleArn: string;
  readonly accountId: string;
}

/** What one policy says to a request: `Deny` if one statement denies it, `Allow` if one allows it, else nothing. */
export function evaluatePolicy(
  { Version, Statement }: PolicyDocument,
  request: AccessRequest,
  caller: Caller,
): 'Allow' | 'Deny' | null {
  const variables = Version === '2012-10-17' ? request.keys : null;
  const effects = Statement.filter(statement => applies(statement, request, caller, variables)).map(
    ({ Effect }) => Effect,
  );
  return effects.includes('Deny') ? 'Deny' : (effects[0] ?? null);
}

function applies(
  statement: PolicyStatement,
  { action, resource, keys }: AccessRequest,
  caller: Caller,
  variables: ConditionKeys | null,
): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const isAction = (pattern: string) =>
    matches(pattern.toLowerCase(), action.toLowerCase(), { hasWildcards: true, variables: null });
  const isResource = (pattern: string) => matches(pattern, resource, { hasWildcards: true, variables });
  return (
    (Action === undefined || listOf(Action).some(isAction)) &&
    !listOf(NotAction ?? []).some(isAction) &&
    (Resource === undefined || listOf(Resource).some(isResource)) &&
    !listOf(NotResource ?? []).some(isResource) &&
    isAbout(statement, caller) &&
    conditionsHold(Condition, keys, variables)
  );
}

/** A whole account is among those who are denied, but to allow it something leaves it to the account's own policies. */
function isAbout({ Principal, Effect }: PolicyStatement, caller: Caller): boolean {
  if (Principal === undefined || Principal === '*') return true;
  const { sessionArn, roleArn, accountId } = caller;
  const account = Effect === 'Deny' ? [accountId, `arn:aws:iam::${accountId}:root`] : [];
  const names = ['*', sessionArn, roleArn, ...account];
  return listOf(Principal.AWS).some(name => names.includes(name));
}
