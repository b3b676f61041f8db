import type { RunRecord, RunStore } from '@akili/model';
import { slugPattern } from '@akili/model';
import { appendLine, readLines } from '@akili/driver-local';

const folder = ['runs'];

/**
 * Records of runs below an environment's folder, `runs/<tenant>.jsonl`: one file a tenant, appended durably, no link
 * followed. A line that cannot be read is passed over: records are history, and losing one costs a whole load, never
 * data. The caller holds the environment's lock while it appends.
 */
export function directoryRunStore(directory: string): RunStore {
  return {
    append(record) {
      appendLine(directory, folder, fileOf(record.tenant), JSON.stringify(record));
      return Promise.resolve();
    },
    list(tenant, product, limit) {
      const found: RunRecord[] = [];
      for (const line of readLines(directory, folder, fileOf(tenant)).toReversed()) {
        if (found.length >= limit) break;
        const record = readRecord(line);
        if (record?.tenant === tenant && (product === undefined || record.product === product)) found.push(record);
      }
      return Promise.resolve(found);
    },
  };
}

function fileOf(tenant: string): string {
  if (!slugPattern.test(tenant)) throw new Error(`${JSON.stringify(tenant)} is no slug`);
  return `${tenant}.jsonl`;
}

function readRecord(line: string): RunRecord | undefined {
  try {
    const value = JSON.parse(line) as Partial<RunRecord> | null;
    const isRecord = value?.formatVersion === 1 && Array.isArray(value.inputs) && Array.isArray(value.checks);
    return isRecord ? (value as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}
