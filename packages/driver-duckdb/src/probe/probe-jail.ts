import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quoteLiteral } from '@akili/client-duckdb';
import { catalogName } from '@akili/model';
import { EngineError, takenAway, type ProbeContext, type ProbeFinding } from '@akili/resource';
import type { AnalyticsSession } from '../analytics-session.ts';
import { catalogFile } from '../catalog-file.ts';

type Aim = Pick<ProbeFinding, 'other' | 'action' | 'what' | 'name'>;

/**
 * Tries from inside a tenant's instance to attach other tenants' files, to read them as files, to see which files
 * there are, and to write beside them: the jail lets an instance reach its own file and no other. What it let the
 * instance write has the probe's own name and is removed.
 */
export async function probeJail(
  session: AnalyticsSession,
  directory: string,
  { others, nonce, signal }: ProbeContext,
): Promise<readonly ProbeFinding[]> {
  if (!session.exists()) return [];
  const instance = await session.database();
  const attempt = async (aim: Aim, sql: string, passed: () => Promise<string>): Promise<ProbeFinding> => {
    try {
      await instance.query(sql, signal);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const refused = /permission|disabled by configuration|not allowed/i.test(error.message);
      return refused ? { ...aim, outcome: 'refused' } : { ...aim, outcome: 'undecided', detail: error.message };
    }
    return { ...aim, outcome: 'violated', detail: await passed() };
  };
  const findings: ProbeFinding[] = [];
  for (const { tenant } of others) {
    const file = catalogFile(directory, tenant.slug);
    const beside = join(dirname(file), `akili-probe-${nonce}.csv`);
    const aim = { other: tenant.slug, name: catalogName(tenant.slug) };
    const say = (text: string) => (): Promise<string> => Promise.resolve(text);
    findings.push(
      await attempt(
        { ...aim, action: 'act', what: 'its database' },
        `ATTACH ${quoteLiteral(file)} AS akili_probe (READ_ONLY)`,
        async () => `it could be attached; ${await takenAway(() => instance.query('DETACH akili_probe', signal))}`,
      ),
      await attempt(
        { ...aim, action: 'read', what: 'the file of its database' },
        `SELECT size FROM read_blob(${quoteLiteral(file)})`,
        say('it could be read'),
      ),
      await attempt(
        { ...aim, action: 'list', what: 'the folder of its database' },
        `SELECT count(*) FROM glob(${quoteLiteral(join(dirname(file), '*'))})`,
        say('its files are shown'),
      ),
      await attempt(
        { ...aim, action: 'write', what: 'a file beside its database' },
        `COPY (SELECT 1 AS probe) TO ${quoteLiteral(beside)}`,
        async () => `a file could be written; ${await takenAway(async () => Promise.resolve(rmSync(beside)))}`,
      ),
    );
  }
  return findings;
}
