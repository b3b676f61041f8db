import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Holder } from './holder.ts';

/** What the system tells about processes; a parameter, so that tests can be other machines and later processes. */
export interface Processes {
  readonly pid: number;
  readonly host: string;
  readonly boot: string | null;
  readonly pidSpace: string | null;
  /** When a process of this machine began; `dead` when there is none (or only its corpse), null when nobody tells. */
  startOf(pid: number): string | 'dead' | null;
}

/** This machine: `/proc` where there is one, `ps` on other systems that have it, the bare process number elsewhere. */
export function thisMachine(): Processes {
  return {
    pid: process.pid,
    host: hostname(),
    boot: readText('/proc/sys/kernel/random/boot_id'),
    pidSpace: readLink('/proc/self/ns/pid'),
    startOf,
  };
}

/** What a process of this machine writes into a lock file. */
export function holderOf(processes: Processes, since: string): Holder {
  const { pid, host, boot, pidSpace } = processes;
  const started = processes.startOf(pid);
  return { pid, started: started === 'dead' ? null : started, host, boot, pidSpace, since, released: false };
}

/**
 * True only where it is certain that the holder is gone: its process ended, another one has its number, or the
 * machine was started anew. A holder in another container or on another machine cannot be judged from here and
 * counts as alive: taking its lock could lose data without a word.
 */
export function isGone(holder: Holder, processes: Processes): boolean {
  if (holder.released) return true;
  const sameKernel = holder.boot !== null && holder.boot === processes.boot;
  // A laptop changes its name with the network; the kernel's own mark tells more than the name.
  if (!sameKernel && holder.host !== processes.host) return false;
  if (!sameKernel && holder.boot !== null && processes.boot !== null) return true;
  if (holder.pidSpace !== processes.pidSpace) return false;
  const start = processes.startOf(holder.pid);
  if (start === 'dead') return true;
  return start !== null && holder.started !== null && start !== holder.started;
}

function startOf(pid: number): string | 'dead' | null {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat !== null) {
    // The name in the second field may hold spaces and brackets: count from its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'dead' : (fields[19] ?? null);
  }
  if (!isAlive(pid)) return 'dead';
  if (process.platform === 'win32') return null;
  try {
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, stdio: 'pipe' } as const;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || 'dead';
  } catch {
    return null;
  }
}

/** A process of somebody else answers EPERM: it lives. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
