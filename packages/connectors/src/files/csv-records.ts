import { SourceError } from '../source.ts';
import type { SourceRecord } from '../values/record-value.ts';

/**
 * Records of a CSV (RFC 4180) whose first line names the columns. A field that is empty without quotes is NULL. Reads
 * pieces as they come, so that a file of any size fits.
 */
export async function* csvRecords(pieces: AsyncIterable<string>, file: string): AsyncGenerator<SourceRecord> {
  let header: readonly string[] | undefined;
  for await (const fields of csvLines(pieces, file)) {
    if (header === undefined) {
      header = fields.map((one) => one ?? '');
      if (new Set(header).size < header.length) throw new SourceError('unsupported', `${file} names a column twice`);
      continue;
    }
    if (fields.length === 1 && fields[0] === null) continue;
    if (fields.length !== header.length)
      throw new SourceError(
        'unsupported',
        `${file} has a line of ${fields.length} fields, and ${header.length} columns`,
      );
    yield Object.fromEntries(header.map((name, at) => [name, fields[at] ?? null]));
  }
}

async function* csvLines(pieces: AsyncIterable<string>, file: string): AsyncGenerator<readonly (string | null)[]> {
  let fields: (string | null)[] = [];
  let field = '';
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  let first = true;
  const end = (): void => {
    fields.push(state === 'start' ? null : field);
    field = '';
    state = 'start';
  };
  for await (const piece of pieces) {
    for (const character of first ? piece.replace(/^\ufeff/, '') : piece) {
      if (state === 'quoted') {
        if (character === '"') state = 'closed';
        else field += character;
      } else if (character === '"') {
        if (state === 'closed') {
          field += '"';
          state = 'quoted';
        } else if (state === 'start') state = 'quoted';
        else throw new SourceError('unsupported', `${file} has a quote inside a field without quotes`);
      } else if (character === ',') end();
      else if (character === '\n') {
        if (state === 'plain') field = field.replace(/\r$/, '');
        if (state === 'plain' && field === '') state = 'start';
        end();
        yield fields;
        fields = [];
      } else if (state === 'closed') {
        if (character !== '\r') throw new SourceError('unsupported', `${file} has text behind a closing quote`);
      } else {
        field += character;
        state = 'plain';
      }
    }
    first = false;
  }
  if (state === 'quoted') throw new SourceError('unsupported', `${file} ends inside quotes`);
  if (state !== 'start' || fields.length > 0) {
    end();
    yield fields;
  }
}
