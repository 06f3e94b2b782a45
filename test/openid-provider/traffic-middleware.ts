import type { Provider } from 'oidc-provider';
import { CutConnection, type Endpoint, type ProviderTraffic } from './traffic';

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/oauth2/authorize': 'authorize',
  '/oauth2/token': 'token',
  '/oauth2/revoke': 'revoke',
  '/login': 'login',
  '/logout': 'logout',
  '/error': 'error',
};

/** Those that pages of any origin may ask, as Cognito has it. */
const OPEN: readonly Endpoint[] = ['discovery', 'keys', 'token', 'revoke'];

/** Notes each request, lets interceptors at it, answers CORS's question. */
export function createTrafficMiddleware(
  traffic: ProviderTraffic,
  issuerPath: string,
  now: () => number,
): Parameters<Provider['use']>[0] {
  const endpointOf = (path: string): Endpoint => {
    if (path === `${issuerPath}/.well-known/openid-configuration`) return 'discovery';
    if (path === `${issuerPath}/.well-known/jwks.json`) return 'keys';
    const [first = '', second = ''] = path.split('/').slice(1);
    return ENDPOINTS[`/${first}`] ?? ENDPOINTS[`/${first}/${second}`] ?? 'unknown';
  };

  return async (context, next) => {
    const { method, url, path } = context;
    const endpoint = endpointOf(path);
    const isOpen = OPEN.includes(endpoint);
    const open = () => {
      // Pages keep this computer's date: browsers count the life of cookies from it, which oidc-provider's clock gave them.
      if (!isOpen) return;
      context.res.sendDate = false;
      context.set('date', new Date(now() * 1000).toUTCString());
      context.set('access-control-allow-origin', '*');
    };
    if (method === 'OPTIONS' && isOpen) {
      open();
      context.set('access-control-allow-methods', 'GET, POST');
      context.set('access-control-allow-headers', context.get('access-control-request-headers'));
      context.status = 200;
      return;
    }
    const entry = traffic.note({ endpoint, method, url });
    try {
      const verdict = await traffic.decide({ endpoint, method, url });
      if (verdict !== undefined && 'drop' in verdict) throw new CutConnection();
      if (verdict !== undefined && 'status' in verdict) {
        context.status = verdict.status;
        context.body = verdict.body ?? '';
      } else await next();
      open();
      const facts = factsOf(context);
      if (facts.grantType !== undefined) entry.grantType = facts.grantType;
      if (facts.error !== undefined) entry.error = facts.error;
      if (verdict !== undefined && 'dropAnswer' in verdict) throw new CutConnection();
      if (verdict !== undefined && 'holdAnswer' in verdict) await traffic.untilClosed(verdict.holdAnswer());
      entry.status = context.status;
    } catch (error) {
      if (!(error instanceof CutConnection)) throw error;
      context.respond = false;
      context.req.socket.destroy();
    }
  };
}

/** What the log says of a token endpoint's answer; `oidc` is there where oidc-provider gave it. */
function factsOf(context: { readonly body: unknown; readonly oidc?: unknown }): {
  readonly grantType?: string | undefined;
  readonly error?: string | undefined;
} {
  const { oidc, body } = context;
  const params = property(oidc, 'params');
  return { grantType: text(property(params, 'grant_type')), error: text(property(body, 'error')) };
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
