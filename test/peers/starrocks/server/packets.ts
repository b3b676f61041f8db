import { joined } from './joined.ts';

/**
 * Packets of the MySQL protocol, as far as the text protocol needs them.
 * Source: MySQL Internals Manual, "Client/Server Protocol" (HandshakeV10, HandshakeResponse41, OK, ERR, text result sets).
 */

/** Bytes of an integer of the protocol's "length encoded" kind. */
function encodedLength(length: number): Buffer {
  if (length < 251) return Buffer.from([length]);
  const bytes = Buffer.alloc(length < 65_536 ? 3 : 4);
  bytes[0] = length < 65_536 ? 0xfc : 0xfd;
  bytes.writeUIntLE(length, 1, bytes.length - 1);
  return bytes;
}

export function encodedText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return joined([encodedLength(bytes.length), bytes]);
}

/** Flags: long password, long flag, connect with db, protocol 41, transactions, secure connection, plugin auth. */
const capabilities = 0x1 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000;

export function handshake(version: string, id: number, salt: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(id);
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(capabilities);
  return joined([
    Buffer.from([10]),
    Buffer.from(`${version}\0`),
    head,
    salt.subarray(0, 8),
    Buffer.from([0]),
    flags.subarray(0, 2),
    Buffer.from([33, 2, 0]),
    flags.subarray(2),
    Buffer.from([21]),
    Buffer.alloc(10),
    salt.subarray(8),
    Buffer.from('\0mysql_native_password\0'),
  ]);
}

/** Who logs in, with what answer to the salt. */
export interface LoginPacket {
  readonly user: string;
  readonly answer: Buffer;
  readonly plugin: string;
}

export function readLogin(packet: Buffer): LoginPacket {
  const flags = packet.readUInt32LE(0);
  const userEnd = packet.indexOf(0, 32);
  const length = packet[userEnd + 1] ?? 0;
  const answerEnd = userEnd + 2 + length;
  let at = answerEnd;
  if ((flags & 0x8) !== 0) at = packet.indexOf(0, at) + 1;
  const pluginEnd = packet.indexOf(0, at);
  const plugin = (flags & 0x80000) === 0 ? '' : packet.toString('utf8', at, pluginEnd < 0 ? undefined : pluginEnd);
  return { user: packet.toString('utf8', 32, userEnd), answer: packet.subarray(userEnd + 2, answerEnd), plugin };
}

/** Asks a client that began with another plugin to answer by ours. */
export function switchPlugin(salt: Buffer): Buffer {
  return joined([Buffer.from('\xfemysql_native_password\0', 'latin1'), salt, Buffer.from([0])]);
}

export const okPacket = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
export const endPacket = Buffer.from([0xfe, 0, 0, 2, 0]);

export function errorPacket(code: number, message: string): Buffer {
  const head = Buffer.from([0xff, 0, 0]);
  head.writeUInt16LE(code, 1);
  return joined([head, Buffer.from(`#HY000${message}`)]);
}

/** Every column is a VARCHAR, which is how a client sees text. */
export function columnPacket(name: string): Buffer {
  const tail = Buffer.from([0x0c, 33, 0, 0, 4, 0, 0, 0xfd, 0, 0, 0, 0, 0]);
  return joined([...['def', '', '', '', name, name].map(encodedText), tail]);
}

export function rowPacket(values: readonly (string | null)[]): Buffer {
  return joined(values.map((value) => (value === null ? Buffer.from([0xfb]) : encodedText(value))));
}

export const countPacket = encodedLength;
