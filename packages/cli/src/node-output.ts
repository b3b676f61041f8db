import type { WriteStream } from 'node:tty';
import type { Output } from './host.ts';

/**
 * One of Node's streams as an output. A reader that goes away (`akili plan | head`) closes it silently: what was
 * begun is finished, and nothing more is written.
 */
export function nodeOutput(stream: NodeJS.WriteStream): Output {
  let closed = false;
  stream.on('error', () => (closed = true));
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return (stream as Partial<WriteStream>).columns ?? 80;
    },
    write: (text) =>
      closed
        ? Promise.resolve()
        : new Promise((resolve) => {
            stream.write(text, () => resolve());
          }),
  };
}
