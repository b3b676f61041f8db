/** The texts that DuckDB casts to a list: elements in double quotes, so that nothing in them means anything. */
export function listText(elements: readonly (string | null)[]): string {
  return `[${elements.map((one) => (one === null ? 'NULL' : `"${one.replace(/[\\"]/g, '\\$&')}"`)).join(', ')}]`;
}

/** Bytes as the text that DuckDB casts to BLOB: `\xDE\xAD`. */
export function blobText(bytes: Uint8Array): string {
  return hexToBlob(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex'));
}

/** Hexadecimal digits as the text that DuckDB casts to BLOB. */
export function hexToBlob(hex: string): string {
  return hex.replace(/../g, (pair) => `\\x${pair.toUpperCase()}`);
}
