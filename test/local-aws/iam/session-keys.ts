import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IdentitySession } from './identity-keys';

/** What a session token says. */
export interface Session extends IdentitySession {
  readonly accessKeyId: string;
  /** Seconds since 1970. */
  readonly expiration: number;
}

/** Temporary credentials, as Cognito hands them out. */
export interface SessionCredentials extends Session {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * Session credentials derived from one server secret: the token carries what there is to know, sealed by an HMAC, and
 * the secret key is another HMAC of it. Nothing needs to be stored for them to hold after a restart.
 */
export class SessionKeys {
  readonly #serverSecret: string;

  constructor(serverSecret: string) {
    this.#serverSecret = serverSecret;
  }

  issue(claims: Omit<Session, 'accessKeyId'>): SessionCredentials {
    const session = { accessKeyId: newAccessKeyId(), ...claims };
    const content = Buffer.from(JSON.stringify(session)).toString('base64url');
    return {
      ...session,
      secretAccessKey: this.#secretOf(content),
      sessionToken: `${content}.${this.#hmac('token', content).toString('base64url')}`,
    };
  }

  /** The session of a token that this server issued, with its secret key; nothing for any other text. */
  open(sessionToken: string): (Session & { readonly secretAccessKey: string }) | undefined {
    const [content, seal, ...rest] = sessionToken.split('.');
    if (content === undefined || seal === undefined || rest.length > 0) return undefined;
    const [given, right] = [Buffer.from(seal, 'base64url'), this.#hmac('token', content)];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    // The seal says that `issue` wrote it.
    const session = JSON.parse(Buffer.from(content, 'base64url').toString()) as Session;
    return { ...session, secretAccessKey: this.#secretOf(content) };
  }

  #secretOf(content: string): string {
    return this.#hmac('secret', content).toString('base64').slice(0, 40); // AWS's secret keys have 40 characters
  }

  #hmac(purpose: 'token' | 'secret', content: string): Buffer {
    return createHmac('sha256', this.#serverSecret).update(`${purpose}:${content}`).digest();
  }
}

/** `ASIA` and 16 of AWS's characters: how keys of a session look. */
function newAccessKeyId(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `ASIA${[...randomBytes(16)].map(byte => letters.charAt(byte % 32)).join('')}`;
}
