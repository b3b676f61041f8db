import { present, type Document, type WrittenCompute } from '@akili/manifest';
import type { Compute } from '@akili/model';
import { readBytes, readCpu } from './quantities.ts';

/** `compute.yaml`. */
export function bindCompute(document: Document<WrittenCompute> | undefined): Compute | undefined {
  if (document === undefined) return undefined;
  const { engine, schedule, resources, timeout, retries, tags } = document.value.compute;
  return {
    engine,
    schedule,
    cpuMillis: resources?.cpu === undefined ? undefined : readCpu(resources.cpu),
    memoryBytes: resources?.memory === undefined ? undefined : readBytes(resources.memory),
    timeout,
    retries: retries ?? 0,
    tags: present(tags).map(([tag]) => tag),
    file: document.file,
  };
}
