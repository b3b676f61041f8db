import { EngineError } from '@akili/resource';
import { basename } from 'node:path';

// The operating system's lock keeps other processes out, not this one: two instances of one process would both get
// the file, and the first to close would drop the lock of the other.
const open = new Set<string>();

/** Takes a database file for one instance of this process; the answer gives it back. Throws EngineError when taken. */
export function takeFile(file: string): () => void {
  if (open.has(file)) {
    throw new EngineError(`The database file \`${basename(file)}\` is already open in this process.`);
  }
  open.add(file);
  return () => void open.delete(file);
}
