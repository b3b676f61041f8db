import { corruptState, FindingError } from '@akili/diagnostics';
import { LockedError, type TenantState } from '@akili/resource';
import { readState } from './read-state.ts';
import type { ConditionalObjects } from './s3-objects.ts';

/** What a state's object says of itself. */
export interface S3StatePlace {
  readonly key: string;
  readonly environment: string;
  readonly tenant: string;
}

interface StoredState {
  readonly state: TenantState | undefined;
  readonly fence: number;
  readonly etag: string | undefined;
}

/** Reads the state with the token of the lease that may write it. Damage is thrown as FindingError. */
export async function readS3State(objects: ConditionalObjects, place: S3StatePlace): Promise<StoredState> {
  const { key, environment, tenant } = place;
  const object = await objects.get(key);
  if (object === undefined) return { state: undefined, fence: 0, etag: undefined };
  let stored: { readonly fence?: unknown; readonly state?: unknown };
  try {
    stored = JSON.parse(object.text) as typeof stored;
  } catch {
    throw new FindingError(corruptState.at(undefined, { file: key, problem: 'it is not JSON' }));
  }
  const { fence, state } = stored;
  if (!Number.isSafeInteger(fence) || state === undefined)
    throw new FindingError(corruptState.at(undefined, { file: key, problem: 'it does not say which lease wrote it' }));
  const read = state === null ? undefined : readState(JSON.stringify(state), { file: key, environment, tenant });
  return { state: read, fence: fence as number, etag: object.etag };
}

/**
 * The state as the holder of one lease writes it. Opening puts the lease's token into the object, so that whoever had
 * a lease before can replace it no more, however late its request arrives.
 */
export class S3State {
  readonly #objects: ConditionalObjects;
  readonly #place: S3StatePlace;
  readonly #fence: number;
  #etag: string;
  #serial: number;

  static async open(objects: ConditionalObjects, place: S3StatePlace, fence: number): Promise<S3State> {
    for (;;) {
      const stored = await readS3State(objects, place);
      if (stored.fence > fence) throw lost(place);
      const condition = stored.etag === undefined ? { absent: true as const } : { etag: stored.etag };
      const etag = await objects.put(place.key, write(fence, stored.state), condition);
      if (etag !== undefined) return new S3State(objects, place, fence, etag, stored.state?.serial ?? 0);
    }
  }

  private constructor(objects: ConditionalObjects, place: S3StatePlace, fence: number, etag: string, serial: number) {
    this.#objects = objects;
    this.#place = place;
    this.#fence = fence;
    this.#etag = etag;
    this.#serial = serial;
  }

  async write(state: TenantState): Promise<void> {
    const { tenant, key, environment } = this.#place;
    if (this.#serial !== state.serial - 1)
      throw new LockedError(
        `the state of ${tenant} is at serial ${this.#serial}, so serial ${state.serial} cannot follow`,
      );
    readState(JSON.stringify(state), { file: key, environment, tenant });
    const etag = await this.#objects.put(key, write(this.#fence, state), { etag: this.#etag });
    if (etag === undefined) throw lost(this.#place);
    this.#etag = etag;
    this.#serial = state.serial;
  }
}

const write = (fence: number, state: TenantState | undefined): string =>
  `${JSON.stringify({ fence, state: state ?? null })}\n`;
const lost = ({ tenant }: S3StatePlace): LockedError => new LockedError(`the lease of ${tenant} was taken over`);
