import { once } from 'node:events';
import { createServer } from 'node:net';
import { Connection, type ProxyParts } from './connection';
import { isSettled, type ProxiedRequest, RequestLog } from './request-log';
import { type Rule, RuleSet } from './rules';
import { type Link, LinkDirection } from './wire/link';

export type { Fault, SyntheticAnswer } from './fault';
export { isSettled, type ProxiedRequest } from './request-log';
export type { Matcher, Rule } from './rules';
export type { Link } from './wire/link';

/** A line to S3 on which everything can go wrong, on the loopback address only. */
export interface FaultProxy {
  /** `http://127.0.0.1:PORT`. Requests go on with the Host that they came with: it is signed. */
  readonly url: string;
  /**
   * What came through so far, oldest first, the last 50,000, once every request has ended or stands still. There is no
   * way to read the log without waiting: a client has its answer before the proxy has noted that it gave one.
   */
  requests(): Promise<readonly ProxiedRequest[]>;
  /** The same, as soon as `holds` of it, with those that are under way; looked at whenever one of them changes. */
  requestsWhen(holds: (requests: readonly ProxiedRequest[]) => boolean): Promise<readonly ProxiedRequest[]>;
  clearRequests(): void;
  /** The first request, of those that were and those that will be, for which `wanted` holds; looked at as they change. */
  request(wanted: (request: ProxiedRequest) => boolean): Promise<ProxiedRequest>;
  /** Puts rules into force, behind those that are. Returns what takes them away again. */
  inject(...rules: readonly Rule[]): () => void;
  /** Offline, every connection is reset, and every new one as soon as it is there. */
  setOffline(offline: boolean): void;
  /** The speed of the line, of open connections too; null: as fast as it goes, as at the start. */
  setLink(link: Link | null): void;
  /** No rules, online, a fast line. What is stalled stays so. */
  clear(): void;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

/** Where the requests go, and where they come in. */
export interface FaultProxyOptions {
  /** `http://127.0.0.1:PORT` */
  readonly target: string;
  /** 0 or absent: a free port. */
  readonly port?: number;
}

/** Starts listening. Rejects if the port is taken. */
export async function startFaultProxy({ target, port = 0 }: FaultProxyOptions): Promise<FaultProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const parts: ProxyParts = {
    target: { host: hostname, port: Number(targetPort || 80) },
    rules: new RuleSet(),
    log: new RequestLog(),
    up: new LinkDirection(),
    down: new LinkDirection(),
  };
  let offline = false;
  const connections = new Set<Connection>();
  const server = createServer({ noDelay: true }, socket => {
    if (offline) return void socket.on('error', () => {}).resetAndDestroy();
    const connection = new Connection(socket, parts);
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
    void connection.serve(); // rejects for a mistake of the proxy's own, which nobody shall overlook
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');

  const cutAll = (): void => {
    for (const connection of connections) connection.cut();
  };
  const requestsWhen: FaultProxy['requestsWhen'] = holds =>
    parts.log.find(requests => (holds(requests) ? requests : undefined));
  const setOffline = (value: boolean): void => {
    offline = value;
    if (offline) cutAll();
  };
  const setLink = (link: Link | null): void => {
    parts.up.link = link;
    parts.down.link = link;
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests: () => requestsWhen(requests => requests.every(isSettled)),
    requestsWhen,
    clearRequests: () => parts.log.clear(),
    request: wanted => parts.log.find(requests => requests.find(wanted)),
    inject: (...rules) => parts.rules.add(rules),
    setOffline,
    setLink,
    clear() {
      parts.rules.clear();
      setOffline(false);
      setLink(null);
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      cutAll();
      await closed;
    },
  };
}
