import { dagster } from './dagster.ts';
import { kafka } from './kafka.ts';
import { ceph } from './ceph.ts';
import { mariadb } from './mariadb.ts';
import { postgres } from './postgres.ts';
import type { Service } from './service.ts';

/** Every server that the tests start, in the order in which they are installed. */
export const services: readonly Service<unknown>[] = [postgres, mariadb, kafka, ceph, dagster];
