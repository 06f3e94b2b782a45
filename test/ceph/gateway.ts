import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AccessKey } from '../local-aws';
import { requireDebianPackages } from '../machine/debian';
import { cephConf } from './ceph-conf';
import { Daemons, runCommand } from './daemons';
import { atProcessEnd, createGatewayFolder, removeFolderSync } from './gateway-folder';

/** A real S3: Ceph's RADOS Gateway on the loopback address, with data in memory. */
export interface CephGateway {
  readonly endpoint: string;
  /** The gateway answers STS at the same address. */
  readonly stsEndpoint: string;
  readonly region: string;
  readonly owner: AccessKey;
  /** A role that allows all of S3 and that the owner may assume; session policies narrow it. */
  readonly roleArn: string;
  /** Frees the bytes of deleted objects now; by itself the gateway does so after hours. A tenth of a second. */
  freeDeleted(): Promise<void>;
  /** Ends the daemons and deletes their data. */
  close(): Promise<void>;
}

const OWNER: AccessKey = {
  accessKeyId: 'DEMOACCESSKEY0000001',
  secretAccessKey: 'demoSecretKeyDemoSecretKeyDemoSecretKey01',
};

/** Brings it up, in about three seconds; installs Ceph from Debian first where that is possible. */
export async function startCephGateway(): Promise<CephGateway> {
  await requireDebianPackages(
    [
      { command: 'radosgw', debianPackage: 'radosgw' },
      { command: 'ceph-mon', debianPackage: 'ceph-mon' },
      { command: 'ceph-osd', debianPackage: 'ceph-osd' },
      { command: 'ceph', debianPackage: 'ceph-common' },
    ],
    'to run the S3 contract against Ceph',
  );
  const folder = await createGatewayFolder();
  const daemons = new Daemons(folder);
  const forget = atProcessEnd(() => {
    daemons.killNow();
    removeFolderSync(folder);
  });
  const close = async () => {
    await daemons.stop();
    removeFolderSync(folder);
    forget();
  };
  try {
    const endpoint = await bringUp(folder, daemons);
    return {
      ...{ endpoint, stsEndpoint: endpoint, region: 'us-east-1', owner: OWNER },
      roleArn: 'arn:aws:iam:::role/guest',
      freeDeleted: () =>
        runCommand('radosgw-admin', ['-c', join(folder, 'ceph.conf'), 'gc', 'process', '--include-all']),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function bringUp(folder: string, daemons: Daemons): Promise<string> {
  const [monitorPort, gatewayPort] = await freePorts();
  const fsid = randomUUID();
  const conf = join(folder, 'ceph.conf');
  const stsKey = randomBytes(8).toString('hex');
  await writeFile(conf, cephConf({ folder, fsid, monitorPort, gatewayPort, stsKey }));
  const configured = ['-c', conf];

  const monmap = join(folder, 'monmap');
  await runCommand('monmaptool', [
    ...['--create', '--fsid', fsid, '--addv', 'a', `[v2:127.0.0.1:${monitorPort}/0]`, monmap],
  ]);
  await runCommand('ceph-mon', [...configured, '--mkfs', '-i', 'a', '--monmap', monmap]);
  daemons.start('mon', 'ceph-mon', [...configured, '-f', '-i', 'a']);

  const osdId = randomUUID();
  const ceph = (...args: string[]) => runCommand('ceph', [...configured, '--connect-timeout', '30', ...args]);
  await ceph('osd', 'new', osdId, '0'); // waits for the monitor by itself
  await runCommand('ceph-osd', [...configured, '-i', '0', '--mkfs', '--osd-uuid', osdId]);
  await ceph('osd', 'crush', 'add', 'osd.0', '1.0', 'root=default', 'host=localhost');
  daemons.start('osd', 'ceph-osd', [...configured, '-f', '-i', '0']);

  daemons.start('radosgw', 'radosgw', [...configured, '-f', '-n', 'client.rgw']);
  const endpoint = `http://127.0.0.1:${gatewayPort}`;
  await answering(endpoint, daemons);
  await addOwnerAndRole(configured);
  return endpoint;
}

async function addOwnerAndRole(configured: readonly string[]): Promise<void> {
  const admin = (...args: string[]) => runCommand('radosgw-admin', [...configured, ...args]);
  const document = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const trust = { Principal: { AWS: ['arn:aws:iam:::user/owner'] }, Action: ['sts:AssumeRole'] };
  const rights = { Action: ['s3:*'], Resource: ['arn:aws:s3:::*'] };
  await admin(
    ...['user', 'create', '--uid=owner', '--display-name=owner'],
    ...[`--access-key=${OWNER.accessKeyId}`, `--secret-key=${OWNER.secretAccessKey}`, '--caps=roles=*'],
  );
  await admin(
    'role',
    'create',
    '--role-name=guest',
    '--path=/',
    `--assume-role-policy-doc=${document(trust)}`,
  );
  await admin(
    'role-policy',
    'put',
    '--role-name=guest',
    '--policy-name=s3',
    `--policy-doc=${document(rights)}`,
  );
}

/** The gateway says nowhere that it is ready but by answering. */
async function answering(endpoint: string, daemons: Daemons): Promise<void> {
  for (;;) {
    daemons.check();
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer !== undefined) return;
    await delay(50);
  }
}

/** Two ports that are free at this moment; the daemons can't be told to choose for themselves. */
async function freePorts(): Promise<readonly [number, number]> {
  const [first, second] = await Promise.all([holdPort(), holdPort()]);
  await Promise.all([first.release(), second.release()]);
  return [first.port, second.port];
}

async function holdPort(): Promise<{ readonly port: number; release(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return { port: address.port, release: () => new Promise(done => server.close(() => done())) };
}
