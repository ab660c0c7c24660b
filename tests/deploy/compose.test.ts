import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { openProgram } from '../../src/cli/program.ts';
import { sharedSettings } from '../../src/cli/shared-settings.ts';
import { stages } from '../../src/queues/route.ts';
import { Environment, readConfig } from '../../src/shared/config.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8');

const Service = z.strictObject({
  build: z.string().optional(),
  image: z.string(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  /** `null`: as it is set outside, or not at all. */
  environment: z.record(z.string(), z.string().nullable()).default({}),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z
    .object({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
    })
    .optional(),
  restart: z.string(),
  init: z.boolean().optional(),
  stop_grace_period: z.string().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  mem_limit: z.string().optional(),
  profiles: z.array(z.string()).optional(),
});
const Compose = z.looseObject({
  services: z.record(z.string(), Service),
  configs: z.record(z.string(), z.object({ content: z.string() })),
  volumes: z.record(z.string(), z.null()),
});

const text = textOf('docker-compose.yml');
const { services, configs, volumes } = Compose.parse(parse(text, { merge: true }));
const serviceOf = (name: string): z.infer<typeof Service> => {
  const service = services[name];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  return service;
};
const roles = Object.entries(services).filter(([, { build }]) => build !== undefined);

/** As compose fills them in, with something for what the operator must give. */
const filledIn = (value: string): string =>
  value.replace(/\$\{\w+(?::([-?])([^}]*))?\}/g, (_all, kind, rest) =>
    kind === '-' ? rest : 'x'.repeat(44),
  );

describe('the services', () => {
  it('are Redis, an object store, one server, a worker for each stage, an edge and Prometheus', () => {
    expect(Object.keys(services)).toEqual([
      'redis',
      'objectstore',
      'buckets',
      'web',
      ...stages.map((stage) => `worker-${stage}`),
      'edge',
      'prometheus',
    ]);
    // Only where it is asked for: its token is made by the rest.
    expect(serviceOf('prometheus').profiles).toEqual(['monitoring']);
    expect(new Set(roles.map(([, { image }]) => image))).toEqual(new Set(['dateline']));
    for (const stage of stages) {
      expect(serviceOf(`worker-${stage}`).command).toEqual(['work', stage]);
    }
  });

  it.each(roles)('%s runs a command that there is, with settings that there are', (_name, role) => {
    const [command, ...words] = role.command ?? [];
    const terminal = { environment: {}, entry: '', colour: false, print() {}, warn() {} };
    const program = openProgram({ ...terminal, stdin: process.stdin });
    const found = program.commands.find((one) => one.name() === command);
    expect(found?.registeredArguments.length === 0).toBe(words.length === 0);
    const names = Object.keys(role.environment).filter((name) => name.startsWith('DATELINE_'));
    expect(names.filter((name) => !(name in Environment.shape))).toEqual([]);
    const filled = Object.entries(role.environment).flatMap(([name, value]) =>
      value === null ? [] : [[name, filledIn(value)]],
    );
    expect(() => sharedSettings(readConfig(Object.fromEntries(filled)))).not.toThrow();
  });

  it('share every setting but the credential of the publisher', () => {
    const keys = new Map(roles.map(([name, { environment }]) => [name, environment]));
    const { AWS_SECRET_ACCESS_KEY: secret, ...settings } = serviceOf('web').environment;
    expect(secret).toContain('STORE_SECRET');
    for (const [name, environment] of keys) {
      const isPublisher = name === 'worker-publish';
      expect(environment.AWS_SECRET_ACCESS_KEY?.includes('PUBLISH_SECRET')).toBe(isPublisher);
      const expected = isPublisher ? { ...settings, AWS_ACCESS_KEY_ID: 'publish' } : settings;
      expect(environment).toMatchObject(expected);
    }
  });

  it('wait for services, mount files and use volumes that there are', () => {
    for (const { depends_on, volumes: mounts, configs: files } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        const isHealthy = condition === 'service_healthy';
        expect(isHealthy ? serviceOf(name).healthcheck : serviceOf(name)).toBeDefined();
      }
      for (const [from = ''] of mounts.map((mount) => mount.split(':'))) {
        expect(from.startsWith('.') ? existsSync(pathOf(from)) : from in volumes).toBe(true);
      }
      for (const { source } of files) expect(source in configs).toBe(true);
    }
  });

  it('are pinned to a version', () => {
    for (const { image, build } of Object.values(services)) {
      if (build === undefined) expect(image).toMatch(/^[a-z/]+:v?\d+\.\d+/);
    }
  });

  it('are given longer to stop than they take to drain', () => {
    for (const [, { stop_grace_period = '0s' }] of roles) {
      expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThan(20);
    }
  });
});

it('Redis writes all it knows to a file and never throws a key away', () => {
  const command = serviceOf('redis').command?.join(' ');
  expect(command).toContain('--appendonly yes --appendfsync everysec');
  expect(command).toContain('--maxmemory-policy noeviction');
});

it('readers may read the site alone, and only the publisher may write it', () => {
  const { identities } = z
    .object({ identities: z.array(z.object({ name: z.string(), actions: z.array(z.string()) })) })
    .parse(JSON.parse(configs.identities?.content ?? ''));
  const may = (action: string): string[] =>
    identities.filter(({ actions }) => actions.includes(action)).map(({ name }) => name);
  expect(may('Write:dateline-site')).toEqual(['publish']);
  expect(may('Read:dateline-archive')).toEqual(['dateline', 'publish']);
  expect(identities.find(({ name }) => name === 'anonymous')?.actions).toEqual([
    'Read:dateline-site',
  ]);
});

it('the edge reads the bucket that is published to', () => {
  const site = new URL(serviceOf('web').environment.DATELINE_SITE_URL ?? '');
  const conf = textOf('deploy/edge/nginx.conf');
  expect(conf).toContain(`set $bucket /${site.hostname};`);
  expect(conf).toContain(`server ${new URL(site.searchParams.get('endpoint') ?? '').host};`);
  expect(services.buckets?.command?.join('')).toContain(`-name ${site.hostname}`);
});

it('what the operator must fill in stands in .env.example', () => {
  const asked = new Set([...text.matchAll(/\$\{(\w+)(?::\?[^}]*)?\}/g)].map(([, name]) => name));
  const listed = [...textOf('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  expect([...asked].sort()).toEqual(listed.sort());
});

describe('the image', () => {
  const lines = textOf('Dockerfile').replaceAll('\\\n', ' ').split('\n');

  it('is made of files that are there and are let into the build', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    const allowed = textOf('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect(copied.length).toBeGreaterThan(5);
    for (const name of copied) {
      expect(existsSync(pathOf(name)), name).toBe(true);
      expect(allowed).toContain(name);
    }
  });

  it('runs Node itself, as somebody without rights, with settings that there are', () => {
    expect(lines).toContain('USER node');
    expect(lines).toContain('ENTRYPOINT ["node", "--enable-source-maps", "dist/cli/main.js"]');
    const names = [...lines.join('\n').matchAll(/\b(DATELINE_\w+)=/g)].map(
      ([, name]) => name ?? '',
    );
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !(name in Environment.shape))).toEqual([]);
  });
});
