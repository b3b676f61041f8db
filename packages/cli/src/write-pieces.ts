import type { Output } from './host.ts';

/** Characters that are gathered before they are written: few system calls, and never one huge string. */
const gathered = 64 * 1024;

/** Writes the pieces of a document one after the other, waiting where the reader is slower. */
export async function writePieces(output: Output, pieces: Iterable<string>): Promise<void> {
  let buffer = '';
  for (const piece of pieces) {
    buffer += piece;
    if (buffer.length < gathered) continue;
    await output.write(buffer);
    buffer = '';
  }
  if (buffer !== '') await output.write(buffer);
}
