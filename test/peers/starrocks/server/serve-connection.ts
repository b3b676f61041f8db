import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Version } from '../version.ts';
import { execute } from './execute.ts';
import { Failure } from './failure.ts';
import { joined } from './joined.ts';
import { provesPassword } from './native-password.ts';
import {
  columnPacket,
  countPacket,
  endPacket,
  errorPacket,
  handshake,
  okPacket,
  readLogin,
  rowPacket,
  switchPlugin,
} from './packets.ts';
import type { Misbehaviour } from './server.ts';
import type { Answer, Session } from './session.ts';
import { internal, type World } from './world.ts';

export interface ConnectionInput {
  readonly id: number;
  readonly salt: Buffer;
  readonly world: World;
  readonly version: Version;
  readonly release: string | undefined;
  readonly refreshMs: number;
  readonly log: { readonly user: string; readonly text: string }[];
  readonly misbehaviours: readonly Misbehaviour[];
  readonly failRefresh: (view: string) => boolean;
}

/** Speaks the server's side of the protocol on one socket: login, then one command after the other. */
export function serveConnection(socket: Socket, input: ConnectionInput): void {
  let buffered: Buffer = Buffer.alloc(0);
  let session: Session | undefined;
  let asked: string | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const send = (sequence: number, packets: readonly Buffer[]): void => {
    const framed = packets.flatMap((body, index) => {
      const head = Buffer.alloc(4);
      head.writeUIntLE(body.length, 0, 3);
      head[3] = (sequence + index) & 0xff;
      return [head, body];
    });
    // In one write: the client's delayed acknowledgement would hold up the second of two.
    socket.write(new Uint8Array(joined(framed)));
  };
  const logIn = (sequence: number, user: string, answer: Buffer): void => {
    const known = input.world.users.get(`'${user}'@'%'`);
    if (known === undefined || !provesPassword(known.hash, input.salt, answer)) {
      send(sequence, [errorPacket(1045, `Access denied for user '${user}' (using password: YES)`)]);
      socket.end();
      return;
    }
    const { world, version, release, refreshMs, failRefresh } = input;
    const catalog = world.userProperties.get(user)?.get('catalog') ?? internal;
    const identity = `'${user}'@'%'`;
    session = { world, version, release, refreshMs, failRefresh, identity, catalog, database: undefined };
    send(sequence, [okPacket]);
  };
  const take = async (sequence: number, packet: Buffer): Promise<void> => {
    if (session !== undefined) return await serveCommand(session, packet, input, send, socket);
    if (asked !== undefined) return logIn(sequence, asked, packet);
    const { user, answer, plugin } = readLogin(packet);
    if (plugin === 'mysql_native_password' || plugin === '') return logIn(sequence, user, answer);
    asked = user;
    send(sequence, [switchPlugin(input.salt)]);
  };

  // The version that newer frontends put into the handshake, whatever their own.
  send(0, [handshake('8.0.33', input.id, input.salt)]);
  socket.on('data', (chunk) => {
    buffered = joined([buffered, chunk]);
    while (buffered.length >= 4) {
      const length = buffered.readUIntLE(0, 3);
      if (buffered.length < 4 + length) return;
      const packet = buffered.subarray(4, 4 + length);
      const sequence = ((buffered[3] ?? 0) + 1) & 0xff;
      buffered = buffered.subarray(4 + length);
      queue = queue.then(() => take(sequence, packet)).catch((error: unknown) => socket.destroy(error as Error));
    }
  });
}

async function serveCommand(
  session: Session,
  packet: Buffer,
  input: ConnectionInput,
  send: (sequence: number, packets: readonly Buffer[]) => void,
  socket: Socket,
): Promise<void> {
  const [command] = packet;
  if (command === 1) return void socket.end();
  if (command === 14) return send(1, [okPacket]);
  if (command !== 3)
    // As the engine says it: only text, and no prepared DDL.
    return send(1, [errorPacket(1064, 'Unsupported command(COM_STMT_PREPARE)')]);
  const text = packet.toString('utf8', 1);
  input.log.push({ user: session.identity, text });
  const wrong = input.misbehaviours.find((one) => one.times > 0 && one.when.test(text));
  if (wrong !== undefined) wrong.times -= 1;
  if (wrong?.as === 'drop') return void socket.destroy();
  if (typeof wrong?.as === 'object' && 'error' in wrong.as)
    return send(1, [errorPacket(wrong.as.error, wrong.as.message)]);
  if (typeof wrong?.as === 'object') await wait(wrong.as.slowMs);
  try {
    const answer = await execute(session, text);
    if (wrong?.as === 'dropAfter') return void socket.destroy();
    send(1, packetsOf(answer));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    send(1, [errorPacket(error.code, error.message)]);
  }
}

function packetsOf(answer: Answer): readonly Buffer[] {
  if (answer === 'ok') return [okPacket];
  const { columns, rows } = answer;
  return [countPacket(columns.length), ...columns.map(columnPacket), endPacket, ...rows.map(rowPacket), endPacket];
}
