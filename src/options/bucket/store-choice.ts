import type { SettingsInput } from '../../core/settings';
import { endpointIn, partOfEndpoint, type Store, storeOf } from '../../core/stores';

/** What of the settings follows from the store. Bucket and folder stay when another one is chosen. */
export type StorePlace = Pick<SettingsInput, 'endpoint' | 'region' | 'pathStyle' | 'access'>;

/** Whether it stands at an address of its owner's, such as MinIO. */
export const isOwnServer = (store: Store): boolean => store.id !== 'aws' && store.endpoint === '';

/** Whether its endpoint follows from the region that is chosen. */
export const hasRegionInHost = (store: Store): boolean => store.endpoint.includes('{region}');

/** Whether nothing but access keys leads in: of all services, only Amazon has identity pools; a server may have its own. */
export const takesKeysOnly = (store: Store, { access }: Pick<SettingsInput, 'access'>): boolean =>
  store.endpoint !== '' && access === 'keys';

/** What stands in the fields that follow from the store. */
export const storePlace = ({ endpoint, region, pathStyle, access }: SettingsInput): StorePlace => ({
  ...{ endpoint, region, pathStyle, access },
});

/** Whom a store lets in, where only access keys are possible: a server may have a Cognito of its own, a service has none. */
const accessAt = (store: Store, { cognitoEndpoint }: SettingsInput): Partial<StorePlace> => {
  const mayHaveCognito = store.id === 'aws' || (isOwnServer(store) && cognitoEndpoint.trim() !== '');
  return mayHaveCognito ? {} : { access: 'keys' };
};

/**
 * What the fields hold once a store was chosen: what was last typed for it, or what its documentation says. Whether a server
 * is MinIO or Ceph changes nothing of its address.
 */
export function placeInStore(
  store: Store,
  {
    from,
    input,
    before,
  }: { readonly from: Store; readonly input: SettingsInput; readonly before: StorePlace | undefined },
): Partial<SettingsInput> {
  if (isOwnServer(store) && isOwnServer(from)) return {};
  if (before !== undefined) return before;
  return {
    // Of a store with regions, nothing is known before one is chosen.
    endpoint: endpointIn(store, ''),
    region: hasRegionInHost(store) ? '' : store.region,
    pathStyle: store.pathStyle,
    ...accessAt(store, input),
  };
}

/**
 * The store that an endpoint is of, which was entered while `store` was chosen. A server's own address does not tell MinIO
 * from Ceph: the choice stays.
 */
export function storeAfter(store: Store, endpoint: string): Store {
  const found = storeOf({ endpoint });
  return found.id === 'other' && isOwnServer(store) ? store : found;
}

/**
 * What else changes with an endpoint that was entered: the usual region where there is none, and access by keys. An identity
 * pool that was entered before says that the server knows one.
 */
export function alongEndpoint(store: Store, input: SettingsInput): Partial<SettingsInput> {
  const mayHavePool = isOwnServer(store) && input.identityPoolId.trim() !== '';
  return {
    ...(input.region.trim() === '' && store.region !== '' && { region: store.region }),
    ...(!mayHavePool && accessAt(store, input)),
  };
}

/** What else changes with a region that was entered: the endpoint, unless another one was put there by hand. */
export function alongRegion(store: Store, before: SettingsInput, region: string): Partial<SettingsInput> {
  const { endpoint } = before;
  const isFromRegion = endpoint === '' || partOfEndpoint(endpoint) === before.region.trim().toLowerCase();
  return hasRegionInHost(store) && isFromRegion ? { endpoint: endpointIn(store, region) } : {};
}
