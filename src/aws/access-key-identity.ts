import { accessKeysPlace, type HeldAccessKeys } from '../core/access-keys';
import { ShoeboxError } from '../core/failure';
import type { Settings } from '../core/settings';
import type { Identity, SigningCredentials } from './identity';
import { signingHash } from './signing-hash';

/** The access keys that were entered. */
export interface AccessKeySource {
  /** Those of a place (`accessKeysPlace`); null while there are none. Asked for each request. */
  held(place: string): Promise<HeldAccessKeys | null>;
  /**
   * Told when S3 has refused keys; the failure names the place, and which were `entered`. Resolves with what to fail with: the
   * same, or that nobody enters keys there any more. Never rejects.
   */
  noteRefusal(failure: ShoeboxError): Promise<ShoeboxError>;
}

/**
 * Whoever has the access keys of the settings' bucket, and of no other one: they are asked for by bucket and host. In the
 * credentials the secret is a text that stands for the key which signs.
 * @throws ShoeboxError `access-keys-needed` from its methods, with what {@link AccessKeySource} rejects with
 */
export function accessKeyIdentity(settings: Settings, source: AccessKeySource): Identity {
  const place = accessKeysPlace(settings);
  /** Of all that have signed here: a request that is being signed may still need the ones before. */
  const signingKeys = new Map<string, CryptoKey>();

  async function held(): Promise<HeldAccessKeys> {
    const keys = await source.held(place);
    if (keys === null) throw new ShoeboxError('access-keys-needed', { place, entered: '' });
    signingKeys.set(`AWS4${keys.id}`, keys.signingKey);
    return keys;
  }

  return {
    async credentials(): Promise<SigningCredentials> {
      const { id, accessKeyId } = await held();
      return { accessKeyId, secretAccessKey: id, issuedAt: null, expiresAt: null };
    },
    // Nothing is kept here that could be another one.
    forgetCredentials: async () => {},
    accessKeys: { current: async () => (await held()).id, refused: failure => source.noteRefusal(failure) },
    sha256: signingHash(secret => signingKeys.get(secret)),
  };
}
