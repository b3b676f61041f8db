import { readArray, writeArray, type WireRequest } from '../wire/request.ts';

// Requests that a consumer or a producer sends, as far as a probe needs them: each gives the broker's code instead of
// throwing, since the code is the answer.

/** Partition that no topic has: whoever may write is told so, and nothing is written. */
const noPartition = 2_000_000_000;

/** Asks for the first record of a topic. */
export const fetchOne: WireRequest<string, number> = {
  ...{ name: 'Fetch', key: 1, version: 4, flexible: false },
  write(encoder, topic) {
    // Of a consumer; waits for nothing; one byte is enough; committed or not.
    encoder.writeInt32(-1).writeInt32(0).writeInt32(0).writeInt32(1).writeInt8(0);
    writeArray(encoder, [topic], (name) => {
      encoder.writeString(name);
      writeArray(encoder, [0], (partition) => encoder.writeInt32(partition).writeInt32(0).writeInt32(0).writeInt32(1));
    });
  },
  read(decoder) {
    decoder.readInt32();
    const codes = readArray(decoder, () => {
      decoder.readString();
      return readArray(decoder, () => {
        decoder.readInt32();
        return decoder.readInt16();
      })[0];
    });
    return codes[0] ?? 0;
  },
};

/** Writes an empty set of records to a partition that is not there. */
export const produceNothing: WireRequest<string, number> = {
  ...{ name: 'Produce', key: 0, version: 3, flexible: false },
  write(encoder, topic) {
    // No transaction; acknowledged by the leader, so that there is an answer.
    encoder.writeString(null).writeInt16(1).writeInt32(1000);
    writeArray(encoder, [topic], (name) => {
      encoder.writeString(name);
      writeArray(encoder, [noPartition], (partition) => encoder.writeInt32(partition).writeInt32(-1));
    });
  },
  read(decoder) {
    const codes = readArray(decoder, () => {
      decoder.readString();
      return readArray(decoder, () => {
        decoder.readInt32();
        return decoder.readInt16();
      })[0];
    });
    return codes[0] ?? 0;
  },
};

/**
 * Says that a member of a group is alive, which takes the same right as joining it and leaves no group behind: there is
 * no such member.
 */
export const beInGroup: WireRequest<string, number> = {
  ...{ name: 'Heartbeat', key: 12, version: 0, flexible: false },
  write(encoder, group) {
    encoder.writeString(group).writeInt32(0).writeString('akili-probe');
  },
  read: (decoder) => decoder.readInt16(),
};
