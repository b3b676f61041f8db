import { EngineError, type ProbeFinding, type ProbeOutcome } from '@akili/resource';
import type { Link, Row } from '../link.ts';

/** What is tried of whom. */
export type Aim = Pick<ProbeFinding, 'other' | 'action' | 'what' | 'name'>;

/** Access denied: to the statement, the database, the table, the system. */
const refusals: ReadonlySet<number> = new Set([1044, 1142, 1227, 5203]);

/** Sends one statement and reads what came back; a refusal is the engine's own, by its number. */
export async function attempt(
  link: Link,
  signal: AbortSignal,
  aim: Aim,
  sql: string,
  read: (rows: readonly Row[]) => Promise<{ readonly outcome: ProbeOutcome; readonly detail: string } | undefined>,
): Promise<ProbeFinding> {
  let rows: readonly Row[];
  try {
    rows = await link.query(sql, signal);
  } catch (error) {
    if (!(error instanceof EngineError) || error.retryable) throw error;
    if (refusals.has(numberOf(error))) return { ...aim, outcome: 'refused' };
    // What a login may not see it is told not to know: that cannot be told from what is not there.
    return { ...aim, outcome: 'undecided', detail: error.message };
  }
  return { ...aim, ...((await read(rows)) ?? { outcome: 'refused' }) };
}

/** The engine's number, as `engineError` writes it behind the message; 0 where it gave none. */
function numberOf({ message }: EngineError): number {
  return Number(/\(error (\d+)\)$/.exec(message)?.[1] ?? 0);
}
