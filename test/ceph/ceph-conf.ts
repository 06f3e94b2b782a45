/** What a gateway of one's own differs in from the next one's. */
export interface CephSetup {
  /** Everything the daemons write is in here. */
  readonly folder: string;
  readonly fsid: string;
  readonly monitorPort: number;
  readonly gatewayPort: number;
  /** 16 characters with which the gateway encrypts session tokens. */
  readonly stsKey: string;
}

/** The in-memory store frees deleted objects late, and once full writes hang without an error: so give it room. */
const STORE_BYTES = 18 * 1024 ** 3;

/**
 * The least configuration for one monitor, one OSD in memory and one gateway on the loopback address: no replicas, no
 * cephx (all of it is one process's own), and nothing that waits for a second node.
 */
export function cephConf({ folder, fsid, monitorPort, gatewayPort, stsKey }: CephSetup): string {
  return `[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${monitorPort}/0]
ms bind msgr1 = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
public network = 127.0.0.0/8
auth cluster required = none
auth service required = none
auth client required = none
# radosgw asks for the secure mode, which needs cephx, and fails with EACCES without it
ms mon client mode = crc
log file = ${folder}/log/$name.log
admin socket = ${folder}/run/$name.asok
pid file =
run dir = ${folder}/run
crash dir = ${folder}/log
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
# PGs give themselves a lease of 0.8 times this; requests were seen to wait for ever after a machine had stood still longer
osd heartbeat grace = 3600
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 1000
debug ms = 0
[mon]
mon data = ${folder}/mon
mon data avail crit = 1
paxos propose interval = 0.02
paxos min wait = 0.01
mon tick interval = 1
[osd]
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = ${STORE_BYTES}
osd class load list = *
osd class default list = *
[client]
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw data = ${folder}/rgw
rgw s3 auth use sts = true
rgw s3 auth order = local, sts
rgw sts key = ${stsKey}
# AWS's least is 900; tests want a token that dies soon
rgw sts min session duration = 3
rgw thread pool size = 64
rgw enable usage log = false
rgw override bucket index max shards = 1
rgw max chunk size = 4194304
`;
}
