import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Named parts of an outcome. */
export type Segments = { readonly [name: string]: string | Uint8Array };

interface SegmentHeader {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  readonly sha256: string;
}
interface Header {
  readonly format: 1;
  readonly digest: string;
  readonly segments: readonly SegmentHeader[];
}

const headerBytes = 16384;

/** The segments of a cache file that is open for reading. */
export interface CacheReader {
  readonly names: readonly string[];
  /** The bytes of a segment; undefined when there is none of that name, or it is damaged. */
  read(name: string): Uint8Array | undefined;
}

/** Opens a cache file of this digest; undefined for a missing, older or damaged one. */
export function openCacheFile(path: string, digest: string): CacheReader | undefined {
  const header = withFile(path, (descriptor) => readHeader(descriptor));
  if (header === undefined || header.digest !== digest) return undefined;
  return {
    names: header.segments.map((segment) => segment.name),
    read(name) {
      const segment = header.segments.find((one) => one.name === name);
      if (segment === undefined) return undefined;
      const bytes = withFile(path, (descriptor) => readFully(descriptor, headerBytes + segment.offset, segment.length));
      return bytes !== undefined && sha256(bytes) === segment.sha256 ? bytes : undefined;
    },
  };
}

/** A cache file that is being written; nobody sees it before it is finished. Exactly one of the last two is called. */
export interface CacheWriter {
  /** More bytes of the segment that was begun. */
  append(bytes: Uint8Array): void;
  /**
   * Adds segments that are at hand and finishes the file. `mayStay` is given the file system's own time of writing in
   * milliseconds; true when the file stayed.
   */
  finish(more: Segments, mayStay: (writtenAt: number) => boolean): boolean;
  abandon(): void;
}

/** Begins a cache file with a segment whose bytes are given piece by piece. Throws where nothing can be written. */
export function beginCacheFile(path: string, digest: string, name: string): CacheWriter {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const descriptor = openSync(temporary, 'wx', 0o600);
  const segments: SegmentHeader[] = [];
  let hash = createHash('sha256');
  let start = 0;
  let offset = 0;
  const append = (bytes: Uint8Array): void => {
    hash.update(bytes);
    writeFully(descriptor, bytes, headerBytes + offset);
    offset += bytes.length;
  };
  const end = (segment: string): void => {
    segments.push({ name: segment, offset: start, length: offset - start, sha256: hash.digest('hex') });
    hash = createHash('sha256');
    start = offset;
  };
  const abandon = (): void => {
    closeSync(descriptor);
    rmSync(temporary, { force: true });
  };
  return {
    append,
    abandon,
    finish(more, mayStay) {
      try {
        end(name);
        for (const [key, content] of Object.entries(more)) {
          append(typeof content === 'string' ? new TextEncoder().encode(content) : content);
          end(key);
        }
        writeHeader(descriptor, { format: 1, digest, segments });
        if (!mayStay(statSync(temporary).mtimeMs)) return false;
        renameSync(temporary, path);
        return true;
      } finally {
        abandon();
      }
    },
  };
}

function writeHeader(descriptor: number, header: Header): void {
  const bytes = new TextEncoder().encode(JSON.stringify(header).padEnd(headerBytes));
  if (bytes.length > headerBytes) throw new Error('too many segments for one cache file');
  writeFully(descriptor, bytes, 0);
}

function writeFully(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at, bytes.length - at, position + at);
}

function readHeader(descriptor: number): Header | undefined {
  const bytes = readFully(descriptor, 0, headerBytes);
  if (bytes === undefined) return undefined;
  const header = JSON.parse(new TextDecoder().decode(bytes)) as Header;
  return header.format === 1 && Array.isArray(header.segments) ? header : undefined;
}

function readFully(descriptor: number, position: number, length: number): Uint8Array | undefined {
  if (position + length > fstatSync(descriptor).size) return undefined;
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const read = readSync(descriptor, bytes, at, length - at, position + at);
    if (read === 0) return undefined;
    at += read;
  }
  return bytes;
}

/** A cache that cannot be read is no cache: whatever goes wrong, the answer is undefined. */
function withFile<T>(path: string, use: (descriptor: number) => T): T | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    return use(descriptor);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
