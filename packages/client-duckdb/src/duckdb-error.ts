import { basename } from 'node:path';
import { EngineError } from '@akili/resource';

/** What DuckDB says first in a message about a value; such a message quotes rows, so it is not passed on. */
const aboutValues = /^(Conversion|Constraint|Out of Range|Invalid Input) Error/;

/** DuckDB's failure as apply reports it: one line, without the values of any row. */
export function asEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const text = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] as string;
  const kind = aboutValues.exec(text)?.[0];
  if (kind === undefined) return new EngineError(text, { cause: error });
  return new EngineError(`${kind}: a value in the table does not fit; nothing was changed.`, { cause: error });
}

/** A failure to open a database file. A file that another process holds is said so, with who it is. */
export function asOpenError(error: unknown, file: string): EngineError {
  const text = error instanceof Error ? error.message : String(error);
  const holder = /lock is held in (.+?) \(PID (\d+)\)/.exec(text);
  if (holder) {
    return new EngineError(
      `The database file \`${basename(file)}\` is open in another process (${holder[1]}, PID ${holder[2]}). ` +
        'DuckDB lets one process at a time open a file: end it or wait for it, then try again.',
      { retryable: true, cause: error },
    );
  }
  return asEngineError(error);
}
