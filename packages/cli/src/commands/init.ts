import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { exitCodes } from '@akili/diagnostics';
import type { Command } from '../command.ts';
import { remark } from '../say.ts';
import { UsageError } from '../usage-error.ts';

/** `akili init`. */
export const init: Command = {
  name: 'init',
  summary: 'begin a repository that compiles as it is',
  description:
    'Writes akili.yaml, a tenant, a connection with a schema lock and a product with all its files. Nothing that is there\nalready is overwritten. With --github it writes CODEOWNERS too, also into a repository that exists.',
  operands: [{ name: '[DIR]', about: 'where (default: here); made where it is not there' }],
  flags: [
    { name: 'github', about: 'write .github/CODEOWNERS' },
    { name: 'owner', value: 'ORGANISATION', about: 'whose teams own the folders (default: from the remote `origin`)' },
  ],
  examples: [
    ['akili init data-platform', 'a new repository in a new folder'],
    ['akili init --tenant acme-corp --product daily_orders', 'with names of your own'],
    ['akili init --github --owner my-organisation', 'with CODEOWNERS'],
  ],
  async run(given, options, host) {
    const directory = resolve(host.cwd, options.root ?? '.', given.operands[0] ?? '.');
    const owner = given.values['owner'];
    if (owner !== undefined && !given.switches.has('github'))
      throw new UsageError('`--owner` is only read with `--github`.');
    const [tenant = 'example-tenant', ...moreTenants] = options.tenants;
    const [product = 'daily_orders', ...moreProducts] = options.products;
    if (moreTenants.length + moreProducts.length > 0) {
      throw new UsageError('`akili init` begins with one tenant and one product: give each flag once.');
    }
    const operation = await import('@akili/operations/init');
    const organisation = given.switches.has('github') ? (owner ?? organisationOf(directory)) : undefined;
    const outcome = operation.init({ directory, tenant, tenantId: host.newId(), product, organisation });
    if ('refused' in outcome) throw new UsageError(outcome.refused);
    await host.stdout.write(outcome.written.map((path) => `wrote ${path}\n`).join(''));
    for (const path of outcome.kept) await remark(`kept ${path}, which is there already`, options, host);
    if (outcome.kept.includes('.gitignore')) await remark('add `.akili` to .gitignore', options, host);
    await remark('Next: akili validate, akili plan, akili apply', options, host);
    return exitCodes.ok;
  },
};

/** The organisation in the URL of `origin`, on GitHub or a server like it. */
function organisationOf(directory: string): string {
  const git = spawnSync('git', ['-C', directory, 'config', '--get', 'remote.origin.url'], { encoding: 'utf8' });
  const match = /[/:]([A-Za-z0-9-]+)\/[^/]+?(?:\.git)?\s*$/.exec(git.stdout ?? '');
  if (match?.[1] === undefined) {
    throw new UsageError('There is no remote `origin` to take the organisation from: pass `--owner ORGANISATION`.');
  }
  return match[1];
}
