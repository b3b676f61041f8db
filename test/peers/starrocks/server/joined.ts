/** Buffer.concat, whose declaration in this version of the types does not know its own buffers. */
export function joined(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts as unknown as readonly Uint8Array[]);
}
