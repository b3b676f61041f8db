import { SourceError } from '../source.ts';
import { readLossless, type LosslessJson } from '../values/lossless-json.ts';
import type { SourceRecord } from '../values/record-value.ts';

const largestDocument = 256 * 1024 * 1024;

/** Records of a file with one JSON object a line. */
export async function* jsonLineRecords(pieces: AsyncIterable<string>, file: string): AsyncGenerator<SourceRecord> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield asRecord(line, file);
  }
  if (rest.trim() !== '') yield asRecord(rest, file);
}

/** Records of a file that is one JSON list of objects. All of it is held at once, so that its size has a limit. */
export async function* jsonListRecords(pieces: AsyncIterable<string>, file: string): AsyncGenerator<SourceRecord> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length > largestDocument)
      throw new SourceError('unsupported', `${file} is too large for one JSON document: write an object a line`);
  }
  const list = parse(text, file);
  if (!Array.isArray(list)) throw new SourceError('unsupported', `${file} holds no list of records`);
  for (const one of list as readonly LosslessJson[]) yield record(one, file);
}

function asRecord(text: string, file: string): SourceRecord {
  return record(parse(text, file), file);
}

/** A JSON value as a record; anything but an object is none. */
export function record(value: LosslessJson, file: string): SourceRecord {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && value.constructor === Object)
    return value as SourceRecord;
  throw new SourceError('unsupported', `${file} holds something that is no object`);
}

function parse(text: string, file: string): LosslessJson {
  try {
    return readLossless(text);
  } catch {
    throw new SourceError('unsupported', `${file} holds something that is no JSON`);
  }
}
