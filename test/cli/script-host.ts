import type { Host, Output } from 'akili';

/** A host in memory, and what was written to it. */
export interface ScriptHost {
  readonly host: Host;
  stdout(): string;
  stderr(): string;
}

/** The world of one command: `settings` as the script gives them. */
export function scriptHost(cwd: string, settings: readonly string[]): ScriptHost {
  const written = { stdout: '', stderr: '' };
  const isTerminal = settings.includes('terminal');
  const controller = new AbortController();
  if (settings.includes('interrupted')) controller.abort();
  const answers = settings.flatMap((setting) => /^answer (.*)$/.exec(setting)?.[1] ?? []);
  const env = Object.fromEntries(
    settings.flatMap((setting) => {
      const match = /^env ([^=]+)=(.*)$/.exec(setting);
      return match === null ? [] : [[match[1] as string, match[2] as string]];
    }),
  );
  const id = settings.flatMap((setting) => /^id (.*)$/.exec(setting)?.[1] ?? [])[0];
  let clock = Date.UTC(2026, 0, 1);
  const output = (name: 'stdout' | 'stderr'): Output => ({
    isTerminal,
    columns: 80,
    write(text) {
      written[name] += text;
      return Promise.resolve();
    },
  });
  const tick = settings.flatMap((setting) => /^interrupt at tick (\d+)$/.exec(setting)?.[1] ?? []).map(Number)[0];
  let ticks = 0;
  const interruptAt = settings.flatMap((setting) => /^interrupt at question$/.exec(setting) ?? []).length > 0;
  return {
    host: {
      stdout: output('stdout'),
      stderr: output('stderr'),
      canAsk: isTerminal,
      env,
      cwd,
      version: '9.9.9',
      // A clock that goes on by itself and is the same in every run.
      now: () => {
        ticks += 1;
        if (ticks === tick) controller.abort();
        return new Date((clock += 1000));
      },
      newId: () => id ?? '00000000-0000-4000-8000-000000000001',
      signal: controller.signal,
      ask(question) {
        written.stderr += `${question}\n`;
        if (interruptAt) controller.abort();
        return Promise.resolve(interruptAt ? undefined : answers.shift());
      },
    },
    stdout: () => written.stdout,
    stderr: () => written.stderr,
  };
}
