import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_MS = 90_000;

interface Ports {
  readonly monitor: number;
  readonly monitorV1: number;
  readonly gateway: number;
  /** The store takes four or more from here on. */
  readonly store: number;
}

/** The smallest Ceph that speaks S3, in `folder`, which the caller removes. */
export class Ceph {
  readonly accessKey = 'dateline';
  readonly secretKey = randomBytes(20).toString('hex');
  readonly #folder: string;
  readonly #daemons: ChildProcess[] = [];
  #endpoint = '';
  #killed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get endpoint(): string {
    return this.#endpoint;
  }

  async start(): Promise<void> {
    for (const name of ['log', 'run', 'osd', 'rgw']) mkdirSync(this.#path(name));
    const ports = {
      monitor: await freePort(),
      monitorV1: await freePort(),
      gateway: await freePort(),
      store: await freePort(),
    };
    this.#endpoint = `http://127.0.0.1:${ports.gateway}`;
    const cluster = randomUUID();
    writeFileSync(this.#path('ceph.conf'), configOf(this.#folder, cluster, ports));
    await this.#makeKeys();
    await this.#startMonitor(cluster, ports);
    await this.#startStore();
    await this.#startGateway();
    const user = ['user', 'create', '--uid=dateline', '--display-name=dateline'];
    const keys = [`--access-key=${this.accessKey}`, `--secret-key=${this.secretKey}`];
    await this.#run('radosgw-admin', '-n', 'client.rgw', ...user, ...keys);
  }

  /** Ends all daemons without waiting. */
  kill(): void {
    this.#killed = true;
    for (const daemon of this.#daemons) daemon.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.kill();
    for (const daemon of this.#daemons) {
      if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, 'exit');
    }
  }

  #path(...names: string[]): string {
    return join(this.#folder, ...names);
  }

  /** cephx with one keyring for all: with no authentication at all the gateway will not start. */
  async #makeKeys(): Promise<void> {
    const keyring = this.#path('keyring');
    const all = (...services: string[]) => services.flatMap((s) => ['--cap', s, 'allow *']);
    const make = (name: string, caps: string[]) =>
      this.#run('ceph-authtool', keyring, '--gen-key', '-n', name, ...caps);
    await this.#run('ceph-authtool', '-C', keyring);
    await make('mon.', all('mon'));
    for (const name of ['client.admin', 'osd.0', 'client.rgw']) {
      await make(name, all('mon', 'osd', 'mgr'));
    }
  }

  async #startMonitor(cluster: string, { monitor, monitorV1 }: Ports): Promise<void> {
    const map = this.#path('monmap');
    const addresses = `[v2:127.0.0.1:${monitor},v1:127.0.0.1:${monitorV1}]`;
    await this.#run('monmaptool', '--create', '--fsid', cluster, '--addv', 'a', addresses, map);
    const from = ['--monmap', map, '--keyring', this.#path('keyring')];
    await this.#run('ceph-mon', '-i', 'a', '--mkfs', ...from);
    this.#spawn('ceph-mon', '-i', 'a', '-f');
    await this.#until('the monitor', () => this.#run('ceph', '--connect-timeout', '5', '-s'));
  }

  async #startStore(): Promise<void> {
    const id = randomUUID();
    await this.#run('ceph', 'osd', 'new', id);
    await this.#run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', id);
    this.#spawn('ceph-osd', '-i', '0', '-f');
    await this.#until('the store', async () => {
      if (!/\b1 up\b/.test(await this.#run('ceph', 'osd', 'stat'))) throw new Error('not up yet');
    });
  }

  async #startGateway(): Promise<void> {
    this.#spawn('radosgw', '-n', 'client.rgw', '-f');
    await this.#until('the gateway', async () => {
      await (await fetch(this.#endpoint)).text();
    });
  }

  #spawn(program: string, ...args: string[]): void {
    const out = openSync(this.#path('log', `${program}.out`), 'a');
    const daemon = spawn(program, ['-c', this.#path('ceph.conf'), ...args], {
      stdio: ['ignore', out, out],
    });
    daemon.once('error', (error) => writeFileSync(out, `${error}\n`));
    this.#daemons.push(daemon);
  }

  /** Runs a program to its end and returns what it printed. */
  async #run(program: string, ...args: string[]): Promise<string> {
    const config = ['ceph-authtool', 'monmaptool'].includes(program)
      ? []
      : ['-c', this.#path('ceph.conf')];
    const child = spawn(program, [...config, ...args], { timeout: START_MS });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const [code] = await once(child, 'close');
    if (code === 0) return out;
    throw new Error(`${program} ${args.join(' ')} failed (${code}): ${errors.slice(-1_000)}`);
  }

  async #until(what: string, act: () => Promise<unknown>): Promise<void> {
    const deadline = Date.now() + START_MS;
    for (;;) {
      try {
        await act();
        return;
      } catch (error) {
        const dead = this.#daemons.find(({ exitCode }) => exitCode !== null);
        if (this.#killed || dead || Date.now() > deadline) {
          const log = dead ? this.#lastWords(dead.spawnfile) : '';
          throw new Error(`${what} does not come up. ${log}`, { cause: error });
        }
      }
      await pause(200);
    }
  }

  #lastWords(program: string): string {
    return readFileSync(this.#path('log', `${program}.out`), 'utf8').slice(-2_000);
  }
}

/** One copy, no safety for the data, and little memory: it lives for a minute. */
const configOf = (folder: string, cluster: string, ports: Ports): string => `[global]
fsid = ${cluster}
mon_host = [v2:127.0.0.1:${ports.monitor},v1:127.0.0.1:${ports.monitorV1}]
mon_initial_members = a
public_network = 127.0.0.0/8
public_addr = 127.0.0.1
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx
auth_allow_insecure_global_id_reclaim = false
keyring = ${folder}/keyring
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
mon_data_avail_crit = 1
log_to_stderr = false
log_file = ${folder}/log/$name.log
pid_file =
admin_socket = ${folder}/run/$name.asok
run_dir = ${folder}/run
crash_dir = ${folder}/log
ms_bind_port_min = ${ports.store}
ms_bind_port_max = ${ports.store + 100}
[mon.a]
mon_data = ${folder}/mon
host = localhost
[osd.0]
osd_data = ${folder}/osd
osd_objectstore = memstore
memstore_device_bytes = 1073741824
osd_op_num_shards = 2
osd_op_num_threads_per_shard = 1
[client.rgw]
rgw_data = ${folder}/rgw
rgw_frontends = beast endpoint=127.0.0.1:${ports.gateway}
rgw_thread_pool_size = 64
rgw_enable_usage_log = false
rgw_dns_name = 127.0.0.1
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
