import { Heap } from '@akili/plan';
import type { Wave } from './waves.ts';

/** A step as the schedule sees it; its number is its place in the list. */
export interface ScheduledStep {
  /** Numbers of steps that must have succeeded before. */
  readonly after: readonly number[];
  readonly wave: number;
  /** Steps of one lane never run at the same time. */
  readonly lane: string | undefined;
}

/** At most one step of a lane runs; the others that could wait here, all but one that stands among the ready. */
interface Lane {
  busy: boolean;
  readonly waiting: Heap;
}

/**
 * Says which step may begin next: the first in the plan's order whose steps before it have succeeded, whose wave has
 * begun, and whose lane is free. A failed step takes everything that depends on it out. Costs the logarithm of
 * what is ready a step, whatever the size of the plan.
 */
export class Schedule {
  readonly #steps: readonly ScheduledStep[];
  readonly #dependents: readonly number[][];
  readonly #missing: number[];
  readonly #settled: boolean[];
  readonly #waveOpen: number[];
  readonly #waveLeft: number[];
  readonly #waveNext: readonly number[][];
  /** Steps whose edges are satisfied before their wave begins. */
  readonly #waveWaiting: readonly number[][];
  readonly #ready = new Heap();
  readonly #lanes = new Map<string, Lane>();
  readonly #holdsLane = new Set<number>();

  constructor(steps: readonly ScheduledStep[], waves: readonly Wave[]) {
    this.#steps = steps;
    this.#dependents = steps.map(() => []);
    this.#missing = steps.map(({ after }) => after.length);
    this.#settled = steps.map(() => false);
    this.#waveLeft = waves.map(() => 0);
    this.#waveOpen = waves.map(({ before }) => before.length);
    this.#waveNext = waves.map(() => []);
    this.#waveWaiting = waves.map(() => []);
    for (const [wave, { before }] of waves.entries()) for (const one of before) this.#waveNext[one]?.push(wave);
    for (const [index, { after, wave }] of steps.entries()) {
      for (const needed of after) this.#dependents[needed]?.push(index);
      this.#waveLeft[wave] = (this.#waveLeft[wave] ?? 0) + 1;
      if (after.length === 0) this.#waveWaiting[wave]?.push(index);
    }
    for (const [wave, { before }] of waves.entries()) if (before.length === 0) this.#begin(wave);
  }

  /** The number of a step that may begin now, and is taken to have begun; undefined when none may. */
  next(): number | undefined {
    for (let step = this.#ready.pop(); step !== undefined; step = this.#ready.pop()) {
      const lane = this.#laneOf(step);
      if (this.#settled[step]) this.#promote(lane);
      else if (lane === undefined) return step;
      else if (lane.busy) lane.waiting.push(step);
      else {
        lane.busy = true;
        this.#holdsLane.add(step);
        return step;
      }
    }
    return undefined;
  }

  succeeded(step: number): void {
    this.#settle(step);
    for (const dependent of this.#dependents[step] ?? []) {
      const missing = (this.#missing[dependent] as number) - 1;
      this.#missing[dependent] = missing;
      if (missing === 0 && !this.#settled[dependent]) this.#offer(dependent);
    }
  }

  /** Takes a step, and everything that depends on it, out. */
  failed(step: number): void {
    const waiting = [step];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (this.#settled[one]) continue;
      this.#settle(one);
      for (const dependent of this.#dependents[one] ?? []) waiting.push(dependent);
    }
  }

  #offer(step: number): void {
    const { wave } = this.#steps[step] as ScheduledStep;
    if (this.#waveOpen[wave] === 0) this.#ready.push(step);
    else this.#waveWaiting[wave]?.push(step);
  }

  #settle(step: number): void {
    this.#settled[step] = true;
    const { wave } = this.#steps[step] as ScheduledStep;
    if (this.#holdsLane.delete(step)) {
      const lane = this.#laneOf(step) as Lane;
      lane.busy = false;
      this.#promote(lane);
    }
    const left = (this.#waveLeft[wave] as number) - 1;
    this.#waveLeft[wave] = left;
    if (left === 0 && this.#waveOpen[wave] === 0) this.#end(wave);
  }

  /** Of the steps that wait for a free lane, the first stands among the ready. */
  #promote(lane: Lane | undefined): void {
    const step = lane?.busy === false ? lane.waiting.pop() : undefined;
    if (step !== undefined) this.#ready.push(step);
  }

  #laneOf(step: number): Lane | undefined {
    const name = this.#steps[step]?.lane;
    if (name === undefined) return undefined;
    const lane = this.#lanes.get(name) ?? { busy: false, waiting: new Heap() };
    this.#lanes.set(name, lane);
    return lane;
  }

  #begin(wave: number): void {
    for (const step of this.#waveWaiting[wave] ?? []) this.#ready.push(step);
    if (this.#waveLeft[wave] === 0) this.#end(wave);
  }

  #end(first: number): void {
    const ended = [first];
    for (let wave = ended.pop(); wave !== undefined; wave = ended.pop())
      for (const next of this.#waveNext[wave] ?? []) {
        const open = (this.#waveOpen[next] as number) - 1;
        this.#waveOpen[next] = open;
        if (open > 0) continue;
        for (const step of this.#waveWaiting[next] ?? []) this.#ready.push(step);
        if (this.#waveLeft[next] === 0) ended.push(next);
      }
  }
}
