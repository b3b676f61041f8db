import type { CommandArguments } from './arguments.ts';
import { UsageError } from './usage-error.ts';

/** `--stage`, read. */
export function readStage(given: CommandArguments): 'platform' | 'tenant' | undefined {
  const stage = given.values['stage'];
  return stage === 'platform' || stage === 'tenant' ? stage : undefined;
}

/** `--lock-timeout` in milliseconds; 30 s without it. `30`, `30s` and `2m` are read. */
export function readLockTimeout(given: CommandArguments): number {
  const written = given.values['lock-timeout'];
  if (written === undefined) return 30_000;
  const match = /^(\d{1,6})(s|m)?$/.exec(written);
  if (match === null) throw new UsageError(`\`--lock-timeout ${written}\` is no time: write seconds, such as \`60\`.`);
  return Number(match[1]) * (match[2] === 'm' ? 60_000 : 1000);
}

/** `--allow-destroy`, read. */
export function readAllowDestroy(given: CommandArguments): readonly string[] {
  return given.lists['allow-destroy'] ?? [];
}
