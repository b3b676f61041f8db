import { resolve } from 'node:path';
import { openGithub, type Github } from '@akili/github';
import type { OperationHost, Selection } from '@akili/operations';
import { commentSize } from '@akili/report';
import type { ActionHost } from './action-host.ts';
import { flagInput, listInput, tenantsInput, textInput } from './inputs.ts';
import { InputError } from './input-error.ts';
import { maskedForms } from './masked-forms.ts';
import { withGivenSecrets } from './given-secrets.ts';
import { runnerFileEntry } from './runner-file.ts';
import { readRunEvent, type RunEvent } from './run-event.ts';
import { logLine, workflowCommand } from './workflow-command.ts';

/** GitHub drops a step's summary of more than 1 MiB, the whole of it. */
export const summaryLimit = 1024 * 1024;

/** What each action works with. */
export interface Action {
  readonly host: ActionHost;
  /** What operations take from the world. */
  readonly world: OperationHost;
  readonly event: RunEvent;
  readonly input: (name: string) => string;
  readonly flag: (name: string) => boolean;
  readonly list: (name: string) => readonly string[];
  /** `environment` and `tenants` of the inputs. */
  readonly selection: Selection;
  readonly github: () => Promise<Github>;
  readonly output: (name: string, value: string) => void;
  /** Adds to the job's summary; what does not fit is left out, and that is said. */
  readonly summary: (markdown: string) => void;
  readonly log: (text: string) => void;
  readonly command: (name: 'error' | 'warning' | 'notice', message: string) => void;
  /** Page of this run, for links. */
  readonly runUrl: string | undefined;
}

/** Reads what every action reads. The token is masked before anything is written. */
export function openAction(host: ActionHost): Action {
  const mask = masker(host);
  const env = withGivenSecrets(host.env, mask);
  const input = (name: string): string => textInput(env, name);
  const token = input('github-token');
  mask(token);
  const log = (text: string): void => host.write(logLine(text));
  const root = resolve(env['GITHUB_WORKSPACE'] ?? '.', input('root') === '' ? '.' : input('root'));
  let opened: Promise<Github> | undefined;
  let written = 0;
  return {
    host,
    world: { root, env, now: host.now, signal: host.signal, progress: () => undefined, resolved: mask },
    event: readRunEvent(host),
    input,
    flag: (name) => flagInput(env, name),
    list: (name) => listInput(env, name),
    selection: {
      environment: input('environment') === '' ? undefined : input('environment'),
      tenants: tenantsInput(env),
      products: [],
    },
    github: () => (opened ??= open(env, token, log, host.signal)),
    output: (name, value) => toFile(host, 'GITHUB_OUTPUT', runnerFileEntry(name, value, host.random())),
    summary: (markdown) => {
      const size = commentSize(markdown);
      if (written + size > summaryLimit)
        return log('The summary of this step is full: what comes next is only in the log.');
      written += size;
      toFile(host, 'GITHUB_STEP_SUMMARY', markdown);
    },
    log,
    command: (name, message) => host.write(workflowCommand(name, message)),
    runUrl: runUrlOf(env),
  };
}

function masker(host: ActionHost): (value: unknown) => void {
  const known = new Set<string>();
  return (value) => {
    for (const form of maskedForms(value)) {
      if (known.has(form)) continue;
      known.add(form);
      host.write(workflowCommand('add-mask', form));
    }
  };
}

function open(
  env: ActionHost['env'],
  token: string,
  log: (text: string) => void,
  signal: AbortSignal,
): Promise<Github> {
  if (token === '') throw new InputError('The input `github-token` is empty.');
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  return openGithub({ token, apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com', repository, log, signal });
}

function toFile(host: ActionHost, variable: string, text: string): void {
  const file = host.env[variable];
  if (file !== undefined && file !== '') host.append(file, text);
}

function runUrlOf(env: ActionHost['env']): string | undefined {
  const [server, repository, run] = [env['GITHUB_SERVER_URL'], env['GITHUB_REPOSITORY'], env['GITHUB_RUN_ID']];
  return server === undefined || repository === undefined || run === undefined
    ? undefined
    : `${server}/${repository}/actions/runs/${run}`;
}
