import { type AccessRequest, type Caller, evaluatePolicy } from './evaluate-policy';
import type { PolicyDocument } from './policy-document';

/** The policies that have a say in a request, each by what it is attached to. Absent: there is none. */
export interface PolicyLayers {
  /** Of the organisation that the account belongs to. */
  readonly serviceControl?: PolicyDocument | undefined;
  /** Of the way by which the request comes into AWS's network. */
  readonly vpcEndpoint?: PolicyDocument | undefined;
  /** Of the bucket. It allows beside the role's policy, and denies in spite of it. */
  readonly resource?: PolicyDocument | undefined;
  /** Of the role. */
  readonly identity: PolicyDocument;
  /** The most that the role may be allowed. */
  readonly permissionsBoundary?: PolicyDocument | undefined;
  /** The most that this session of the role may be allowed. */
  readonly session?: PolicyDocument | undefined;
}

/** How AWS's messages call the layers, in the order in which it reads them. */
const POLICY_TYPES = {
  serviceControl: 'a service control policy',
  vpcEndpoint: 'a VPC endpoint policy',
  resource: 'a resource-based policy',
  identity: 'an identity-based policy',
  permissionsBoundary: 'a permissions boundary',
  session: 'a session policy',
} as const satisfies Readonly<Record<keyof PolicyLayers, string>>;

/** Why a request is refused: which kind of policy denies it, or does not allow it. */
export interface Denial {
  readonly layer: keyof PolicyLayers;
  readonly isExplicit: boolean;
}

/**
 * Why the request is refused; null if it is allowed. IAM User Guide, "Policy evaluation logic", for who asks in their own
 * account: one `Deny` is enough; then the role's policy or the bucket's must allow it, and each of the others too.
 */
export function denialOf(layers: PolicyLayers, request: AccessRequest, caller: Caller): Denial | null {
  const says = (layer: keyof PolicyLayers) => {
    const policy = layers[layer];
    return policy === undefined ? undefined : evaluatePolicy(policy, request, caller);
  };
  // `POLICY_TYPES` has these names and no others.
  const names = Object.keys(POLICY_TYPES) as (keyof PolicyLayers)[];
  const denying = names.find(layer => says(layer) === 'Deny');
  if (denying !== undefined) return { layer: denying, isExplicit: true };
  const silent = names.find(
    layer =>
      layer !== 'resource' && says(layer) === null && !(layer === 'identity' && says('resource') === 'Allow'),
  );
  return silent === undefined ? null : { layer: silent, isExplicit: false };
}

/** AWS's words for it (IAM User Guide, "Troubleshoot access denied error messages"). */
export function denialMessage(
  { layer, isExplicit }: Denial,
  { action, resource }: Pick<AccessRequest, 'action' | 'resource'>,
  { sessionArn }: Pick<Caller, 'sessionArn'>,
): string {
  const policyType = POLICY_TYPES[layer];
  const reason = isExplicit
    ? `with an explicit deny in ${policyType}`
    : `because no ${policyType.replace(/^an? /u, '')} allows the ${action} action`;
  return `User: ${sessionArn} is not authorized to perform: ${action} on resource: "${resource}" ${reason}`;
}
