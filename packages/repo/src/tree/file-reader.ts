import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { fileTooLarge, symbolicLink, unreadableFile, type Finding } from '@akili/diagnostics';
import { decode } from './decode.ts';
import { errorReason } from './error-reason.ts';

// A file that was swapped for a link or a pipe since it was listed is neither followed nor waited for.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads text files one after the other through one buffer. */
export class FileReader {
  private readonly buffer: Uint8Array;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.buffer = new Uint8Array(limit + 1);
  }

  /** The text of a file, or what is wrong with it. */
  read(path: string, onDisk: string): string | Finding {
    let descriptor: number;
    try {
      descriptor = openSync(onDisk, flags);
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ELOOP') return symbolicLink.at({ file: path }, {});
      return unreadableFile.at({ file: path }, { reason: errorReason(error) });
    }
    try {
      const length = this.fill(descriptor);
      if (length <= this.limit) return decode(path, this.buffer.subarray(0, length));
      return fileTooLarge.at({ file: path }, { bytes: fstatSync(descriptor).size, limit: this.limit });
    } catch (error) {
      return unreadableFile.at({ file: path }, { reason: errorReason(error) });
    } finally {
      closeSync(descriptor);
    }
  }

  private fill(descriptor: number): number {
    let length = 0;
    while (length < this.buffer.length) {
      const wanted = this.buffer.length - length;
      const read = readSync(descriptor, this.buffer, length, wanted, null);
      length += read;
      // A regular file that gives less than was asked for is at its end, except above what one call can give.
      if (read < wanted && (read === 0 || read < 65536)) break;
    }
    return length;
  }
}
