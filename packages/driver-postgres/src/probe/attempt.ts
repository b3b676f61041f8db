import { PostgresError, type Database, type Transaction } from '@akili/client-postgres';
import type { ProbeFinding, ProbeOutcome } from '@akili/resource';

/** What is tried of whom. */
export type Aim = Pick<ProbeFinding, 'other' | 'action' | 'what' | 'name'>;

/** How an attempt that the server did not refuse is to be read. */
export interface Reading {
  readonly outcome: ProbeOutcome;
  readonly detail?: string;
}

/** Ends every attempt: nothing of it stays. */
class Undo extends Error {}

/** Refused by a privilege or by row security. */
const refusals: ReadonlySet<string> = new Set(['42501']);
/** No such schema, table, role or column: whoever was to be reached has no such thing (yet). */
const absences: ReadonlySet<string> = new Set(['3F000', '42P01', '42704', '22023', '42703']);

/**
 * Tries one thing in a transaction that is always rolled back, as the login itself or as a role that it may act as.
 * What neither refuses nor fails is read by `body`. A connection that is lost comes through.
 */
export async function attempt(
  database: Database,
  role: string | undefined,
  signal: AbortSignal,
  aim: Aim,
  body: (transaction: Transaction) => Promise<Reading>,
): Promise<ProbeFinding> {
  let read: Reading = { outcome: 'undecided' };
  try {
    await database.transaction(
      role,
      async (transaction) => {
        read = await body(transaction);
        throw new Undo();
      },
      // Whoever holds a lock is not to wait for a probe, nor a probe for it.
      { signal, statementTimeoutMs: 30_000, lockTimeoutMs: 1_000 },
    );
  } catch (error) {
    if (error instanceof Undo) return { ...aim, ...read };
    if (!(error instanceof PostgresError) || error.sqlState === undefined || error.sqlState.startsWith('08'))
      throw error;
    if (refusals.has(error.sqlState)) return { ...aim, outcome: 'refused' };
    const detail = absences.has(error.sqlState) ? 'it is not there' : error.message;
    // Past the privileges and past row security, a statement fails by what it says: integrity, or a value.
    const reached = /^(22|23)/.test(error.sqlState) && !absences.has(error.sqlState);
    return { ...aim, outcome: reached && aim.action === 'write' ? 'violated' : 'undecided', detail };
  }
  return { ...aim, ...read };
}
