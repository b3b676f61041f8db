import { isUtf8 } from 'node:buffer';
import { notUtf8, nulByte, type Finding } from '@akili/diagnostics';

/** A file's bytes as text, without a byte order mark, or why they are none. */
export function decode(path: string, bytes: Uint8Array): string | Finding {
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined) return notUtf8.at({ file: path }, { encoding });
  if (bytes.includes(0)) return nulByte.at({ file: path }, {});
  if (!isUtf8(bytes)) return notUtf8.at({ file: path }, { encoding: undefined });
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8', marked ? 3 : 0);
}

/** Encodings that say what they are, or give themselves away by a zero in every other byte. */
function foreignEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
  if (a === 0xfe && b === 0xff) return 'UTF-16';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'UTF-32';
  if (bytes.length < 4) return undefined;
  const zeros = (a === 0 ? 1 : 0) + (b === 0 ? 2 : 0) + (c === 0 ? 4 : 0) + (d === 0 ? 8 : 0);
  return zeros === 5 || zeros === 10 ? 'UTF-16' : undefined;
}
