import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { environmentPrefix } from '@akili/model';
import { EngineError, platformSlug, type DriverContext, type EngineConnection } from '@akili/resource';
import { readInventory } from './inventory.ts';
import { isLoopback, Link } from './link.ts';
import { StarRocksSession } from './session.ts';
import { probeAnalytics } from './probe/probe-analytics.ts';
import { readShared, readVisible, SharedRounds, unreadByTenants } from './shared-reads.ts';
import { capabilitiesOf, type Capabilities } from './version.ts';

/** One connection for the platform and one for each tenant that a step needs, each opened when it is first needed. */
export function connect(context: DriverContext): EngineConnection<StarRocksSession> {
  const secrets = new Set<string>();
  const links = new Map<string, Promise<Link>>();
  const sessions = new Map<string, StarRocksSession>();
  const linkOf = (slug: string, reference: string): Promise<Link> => {
    const key = JSON.stringify([slug, reference]);
    const known = links.get(key) ?? openLink(context, slug, reference, secrets);
    links.set(key, known);
    known.catch(() => links.delete(key));
    return known;
  };
  const ofPlatform = async (): Promise<Link> => {
    const reference = context.binding.credentials;
    if (reference === undefined)
      throw new EngineError(`environment ${context.environment.name} names no credentials for analytics`);
    return await linkOf(platformSlug, reference);
  };
  let known: Promise<Capabilities> | undefined;
  const capabilities = async (link: Link): Promise<Capabilities> => {
    known ??= preflight(link);
    known.catch(() => (known = undefined));
    return await known;
  };
  const rounds = new SharedRounds(async (signal) => {
    const link = await ofPlatform();
    await capabilities(link);
    return await readShared(link, signal);
  });
  const referenceOf = (slug: string): string =>
    context.credentialReference?.(slug) ?? `env:${environmentPrefix(slug)}ANALYTICS`;
  return {
    ...(context.reads === 'tenant' && { unread: unreadByTenants }),
    async inventory(tenant, signal) {
      const recorded = context.recorded?.(tenant.slug) ?? [];
      if (context.reads === 'tenant') {
        const link = await linkOf(tenant.slug, referenceOf(tenant.slug));
        await capabilities(link);
        return await readInventory({ tenant, link, shared: await readVisible(link, signal), recorded }, signal);
      }
      const shared = await rounds.of(tenant.slug, signal);
      return await readInventory({ tenant, link: await ofPlatform(), shared, recorded }, signal);
    },
    async session(tenant, credential) {
      rounds.forget();
      const key = JSON.stringify([tenant.slug, tenant.id, credential]);
      const link = credential === 'platform' ? await ofPlatform() : await linkOf(tenant.slug, referenceOf(tenant.slug));
      const session =
        sessions.get(key) ??
        new StarRocksSession({
          tenant,
          link,
          capabilities: () => capabilities(link),
          secret: (of, version, role) => context.secret(tenant.slug, of, version, role),
          keepSecret: (value) => secrets.add(value),
          done: () => rounds.forget(),
        });
      sessions.set(key, session);
      return session;
    },
    async probe(probe) {
      const { slug } = probe.tenant;
      const link = await openLink(context, slug, referenceOf(slug), secrets);
      try {
        return await probeAnalytics(link, probe, async (sql) => (await ofPlatform()).query(sql));
      } finally {
        await link.close();
      }
    },
    async close() {
      const all = await Promise.allSettled(links.values());
      for (const one of all) if (one.status === 'fulfilled') await one.value.close();
      links.clear();
      sessions.clear();
    },
  };
}

async function preflight(link: Link): Promise<Capabilities> {
  const [row] = await link.query('SELECT current_version() AS version');
  return capabilitiesOf(row?.['version'] ?? '');
}

async function openLink(context: DriverContext, slug: string, reference: string, secrets: Set<string>): Promise<Link> {
  const { settings } = context.binding;
  const host = settings['host'];
  if (typeof host !== 'string') throw new EngineError(`environment ${context.environment.name} has no analytics.host`);
  const { username, password } = await context.secret(slug, reference);
  if (username === undefined || password === undefined)
    throw new EngineError(`the secret ${reference} holds no username and password`);
  if (password !== '') secrets.add(password);
  const { port, tls } = settings;
  const ca = await authority(context);
  return new Link(
    {
      host,
      port: typeof port === 'number' ? port : 9030,
      user: username,
      password,
      // Whoever leaves TLS out must say so, unless nothing leaves the machine.
      tls: typeof tls === 'boolean' ? tls : ca !== undefined || !isLoopback(host),
      acceptsClear: tls === false,
      ...(ca !== undefined && { ca }),
      connectTimeoutMs: 10_000,
    },
    secrets,
  );
}

/** The authority of the server's certificate: a file, from the repository's root. */
async function authority({ binding, directory }: DriverContext): Promise<string | undefined> {
  const { ca } = binding.settings;
  if (typeof ca !== 'string') return undefined;
  try {
    return await readFile(resolve(directory, '..', '..', ca), 'utf8');
  } catch (error) {
    throw new EngineError(`the file ${ca} of analytics.ca cannot be read`, { cause: error });
  }
}
