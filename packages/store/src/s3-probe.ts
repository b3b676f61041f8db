import { randomUUID } from 'node:crypto';
import { EngineError } from '@akili/resource';
import type { ConditionalObjects } from './s3-objects.ts';

const never = '0'.repeat(32);

/**
 * Sees that the store keeps to the conditions of writes, which all leases rest on: some ignore them, and Ceph ignores
 * `If-None-Match` in a bucket with versions. Throws EngineError where one is not kept.
 */
export async function probeConditions(objects: ConditionalObjects, prefix: string): Promise<void> {
  const key = `${prefix}probe-${randomUUID()}`;
  const first = await objects.put(key, 'first', { absent: true });
  try {
    if (first === undefined) throw new EngineError('The state store refuses to write an object that is not there.');
    if ((await objects.put(key, 'second', { absent: true })) !== undefined)
      throw broken(
        'it writes over an object although the request forbids it (`If-None-Match`); is it a bucket with versions?',
      );
    if ((await objects.put(key, 'third', { etag: never })) !== undefined)
      throw broken('it replaces an object that is not the one that the request names (`If-Match`)');
    if ((await objects.put(key, 'fourth', { etag: first })) === undefined)
      throw broken('it never replaces an object by its ETag (`If-Match`)');
  } finally {
    await objects.remove(key);
  }
}

function broken(how: string): EngineError {
  return new EngineError(`The object store cannot hold the state, since it cannot keep two applies apart: ${how}.`);
}
