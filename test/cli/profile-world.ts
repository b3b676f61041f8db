import { execFileSync } from 'node:child_process';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'akili';
import { SignJWT, UnsecuredJWT } from 'jose';
import { normalise } from './normalise.ts';
import { scriptHost } from './script-host.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export const issuer = 'https://auth.example.com/akili/';
export const acmeId = '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d';
export const globexId = 'b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62';
const keys = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const seconds = Date.UTC(2026, 0, 1) / 1000;

/** The two tenants, one under its profile, the other to be kept from its sight. */
export interface Direction {
  readonly own: string;
  readonly profile: string;
  readonly other: string;
}

/** Two repositories that differ in nothing but that the one has a second tenant, and a home with profiles of both. */
export interface ProfileWorld {
  readonly both: string;
  readonly alone: string;
  readonly home: string;
}

/** What a command line said. */
export interface Said {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A token as the platform would make it, changed. */
export async function tokenFor(tenantId: string, change: object = {}, key = keys.privateKey): Promise<string> {
  const claims = { iss: issuer, aud: 'akili', sub: 'user-1', iat: seconds, exp: seconds + 86_400, tenant_id: tenantId };
  return await new SignJWT({ ...claims, roles: ['developer'], ...change }).setProtectedHeader({ alg: 'EdDSA' }).sign(key);
}

/** Tokens for acme-corp that nobody may believe, and what is said of each. */
export const badTokens: readonly (readonly [string, () => Promise<string>, string])[] = [
  ['forged', () => tokenFor(acmeId, {}, others.privateKey), 'its signature was not made by a key of the platform'],
  ['expired', () => tokenFor(acmeId, { exp: seconds - 60 }), 'it has expired'],
  ['not valid yet', () => tokenFor(acmeId, { nbf: seconds + 3600 }), 'it is not valid yet'],
  [
    'of another audience',
    () => tokenFor(acmeId, { aud: 'somebody-else' }),
    'it was issued for another audience than `auth.audience` of akili.yaml',
  ],
  [
    'of another issuer',
    () => tokenFor(acmeId, { iss: 'https://evil.example' }),
    'it was issued by somebody else than `auth.issuer` of akili.yaml',
  ],
  ['of another tenant', () => tokenFor(globexId), "it is for another tenant than the profile's"],
  [
    'alg none',
    () => Promise.resolve(new UnsecuredJWT({ sub: 'u', tenant_id: acmeId }).setExpirationTime(seconds + 60).encode()),
    'its algorithm is none of RS256, ES256, EdDSA',
  ],
  ['HS256 with the public key', () => Promise.resolve(signedWithPublicKey()), 'its algorithm is none of RS256, ES256, EdDSA'],
];

function publicPem(): string {
  return keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

function signedWithPublicKey(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: issuer, aud: 'akili', sub: 'u', exp: seconds + 60, tenant_id: acmeId };
  const signed = `${part({ alg: 'HS256' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', publicPem()).update(signed).digest('base64url')}`;
}

/** Makes the world: both repositories committed, applied to their embedded engines and edited since; two profiles. */
export async function makeProfileWorld({ other }: Direction): Promise<ProfileWorld> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'akili-profiles-')));
  const world = { both: join(folder, 'one'), alone: join(folder, 'two'), home: join(folder, 'home') };
  mkdirSync(world.home);
  for (const root of [world.both, world.alone]) {
    for (const name of ['akili.yaml', 'policies', 'tenants']) cpSync(join(repository, name), join(root, name), { recursive: true });
    const platform = readFileSync(join(root, 'akili.yaml'), 'utf8');
    writeFileSync(join(root, 'akili.yaml'), `${platform}auth: { issuer: "${issuer}", audience: akili, key: keys/auth.pem }\n`);
    mkdirSync(join(root, 'keys'));
    writeFileSync(join(root, 'keys/auth.pem'), publicPem());
    writeFileSync(join(root, '.gitignore'), '.akili/\n');
  }
  rmSync(join(world.alone, 'tenants', other), { recursive: true });
  for (const root of [world.both, world.alone]) {
    commitAll(root);
    const applied = await say(world, root, ['apply', '--yes', '--quiet']);
    if (applied.exit !== 0) throw new Error(applied.stderr + applied.stdout);
  }
  for (const [profile, tenant, id] of [['acme', 'acme-corp', acmeId], ['globex', 'globex-inc', globexId]] as const) {
    const path = join(folder, 'token');
    writeFileSync(path, await tokenFor(id), { mode: 0o600 });
    const added = await say(world, world.both, ['profile', 'add', profile, '--tenant', tenant, '--token', `@${path}`]);
    if (added.exit !== 0) throw new Error(added.stderr + added.stdout);
  }
  return world;
}

/** Runs a command line in one of the repositories, as its person sees it. */
export async function say(world: ProfileWorld, root: string, argv: readonly string[], env: readonly string[] = []): Promise<Said> {
  const settings = [`env XDG_CONFIG_HOME=${world.home}`, ...env.map((one) => `env ${one}`)];
  const { host, stdout, stderr } = scriptHost(root, settings);
  const exit = await main(argv, host);
  // What a run is called is random, and so are its times.
  const clean = (text: string): string => normalise(text, root).replace(/\d{8}T\d{9}Z-[0-9a-f]{12}/g, '*');
  return { exit, stdout: clean(stdout()), stderr: clean(stderr()) };
}

function commitAll(root: string): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  const commands = [['init', '-q', '-b', 'main'], ['add', '.'], [...who, 'commit', '-q', '-m', 'seed']];
  // What is said of a commit's time must not differ between the two.
  const time = '2026-01-01T00:00:00Z';
  const env = { ...process.env, GIT_AUTHOR_DATE: time, GIT_COMMITTER_DATE: time };
  for (const command of commands) execFileSync('git', command, { cwd: root, stdio: 'pipe', env });
}
