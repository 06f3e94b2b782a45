import type { PoolAccess } from '../core/settings';
import { cognitoPrincipal } from './cognito-principal';

/** Who may take a role. `Pool` is the pool's id, or what CloudFormation makes it of. */
export interface TrustPolicy<Pool> {
  readonly Version: '2012-10-17';
  readonly Statement: readonly [
    {
      readonly Effect: 'Allow';
      readonly Principal: { readonly Federated: string };
      readonly Action: 'sts:AssumeRoleWithWebIdentity';
      readonly Condition: {
        readonly StringEquals: Readonly<Record<string, Pool>>;
        readonly 'ForAnyValue:StringLike': Readonly<Record<string, string>>;
      };
    },
  ];
}

/** What Cognito says of how somebody came in (`amr`). */
const METHODS: Readonly<Record<PoolAccess, string>> = {
  guest: 'unauthenticated',
  user: 'authenticated',
};

/**
 * Lets guests, or users, of one identity pool take the role. Without `aud` anybody could by a pool of their own; without
 * `amr` guests could take the role of users.
 * @param region the pool's
 */
export function trustPolicy<Pool>(region: string, pool: Pool, access: PoolAccess): TrustPolicy<Pool> {
  const cognito = cognitoPrincipal(region);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: cognito },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${cognito}:aud`]: pool },
          'ForAnyValue:StringLike': { [`${cognito}:amr`]: METHODS[access] },
        },
      },
    ],
  };
}
