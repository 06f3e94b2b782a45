import { conditionsHold } from './conditions';
import { type IdentitySession, identityKeys, issuerOf } from './identity-keys';
import { listOf, type TrustPolicy } from './policy-document';

/** Whether Cognito gets credentials of the role for this identity. */
export function trusts({ Version, Statement }: TrustPolicy, session: IdentitySession): boolean {
  const keys = identityKeys(session);
  const issuer = issuerOf(session.poolId.split(':', 1)[0] ?? '');
  const variables = Version === '2012-10-17' ? keys : null;
  const effects = Statement.filter(
    ({ Principal, Action, Condition = {} }) =>
      listOf(Principal.Federated ?? []).includes(issuer) &&
      listOf(Action).some(action => ['sts:AssumeRoleWithWebIdentity', 'sts:*', '*'].includes(action)) &&
      conditionsHold(Condition, keys, variables),
  ).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}
