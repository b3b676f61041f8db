/** Who holds a lock: enough to see from another process whether that one still lives. Plain JSON in the lock file. */
export interface Holder {
  readonly pid: number;
  /** When the process began, as the system tells it; tells a process from a later one with the same number. */
  readonly started: string | null;
  /** Name of the machine or container. */
  readonly host: string;
  /** Identifies this run of the kernel; null where the system has no such thing. */
  readonly boot: string | null;
  /** Identifies the space that process numbers count in (containers have their own); null where there is none. */
  readonly pidSpace: string | null;
  /** ISO 8601. */
  readonly since: string;
  readonly released: boolean;
}

/** Reads a lock file; undefined when it is not one (being written, or written by something else). */
export function readHolder(text: string): Holder | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (value === null || typeof value !== 'object') return undefined;
  const { pid, started, host, boot, pidSpace, since, released } = value as Record<string, unknown>;
  const isText = (one: unknown): one is string => typeof one === 'string';
  const isTextOrNull = (one: unknown): one is string | null => one === null || isText(one);
  if (!Number.isSafeInteger(pid) || (pid as number) < 1 || !isText(host) || !isText(since)) return undefined;
  if (!isTextOrNull(started) || !isTextOrNull(boot) || !isTextOrNull(pidSpace) || typeof released !== 'boolean')
    return undefined;
  return { pid: pid as number, started, host, boot, pidSpace, since, released };
}

/** For messages: `process 4711 since 2026-03-01T10:00:00.000Z`, with the machine where it is another one. */
export function describeHolder(holder: Holder, ownHost: string): string {
  const where = holder.host === ownHost ? '' : ` on ${holder.host}`;
  return `process ${holder.pid}${where} since ${holder.since}`;
}
