import { readRepository, type CompileOptions } from '@akili/compiler';
import { exitCodes } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { readGitRef } from '@akili/repo';
import type { OperationHost } from './operation-host.ts';
import { Stopped } from './stopped.ts';

/** The commit that an offline plan compares with. */
export interface BaseCommit {
  readonly snapshot: Snapshot;
  /** Ids of its tenants by slug: the witness that none has changed since. */
  readonly ids: NonNullable<CompileOptions['base']>;
}

/** Reads the base from git. What is wrong in it is not this plan's business, as long as git has it. */
export async function readBase(ref: string, host: OperationHost): Promise<BaseCommit> {
  host.progress({ phase: `reading ${ref}` });
  const snapshot = await readGitRef(host.root, ref);
  const unreadable = snapshot.findings.filter(({ code }) => code === 'FS102');
  if (unreadable.length > 0) throw new Stopped({ findings: unreadable }, exitCodes.failed);
  const { repository } = readRepository(snapshot);
  return { snapshot, ids: Object.fromEntries(repository.tenants.map(({ slug, id }) => [slug, id])) };
}
