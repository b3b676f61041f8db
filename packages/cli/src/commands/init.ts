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
    'Writes akili.yaml, a tenant, a connection with a schema lock and a product with all its files. Nothing that is there\nalready is overwritten. With --github it writes CODEOWNERS and the workflows that plan pull requests and apply what is merged, also into a\nrepository that exists; --env is the environment they are about.',
  operands: [{ name: '[DIR]', about: 'where (default: here); made where it is not there' }],
  flags: [
    { name: 'github', about: 'write .github/CODEOWNERS and .github/workflows/akili-*.yml' },
    { name: 'owner', value: 'ORGANISATION', about: 'whose teams own the folders (default: from the remote `origin`)' },
    {
      name: 'actions',
      value: 'REPOSITORY@REF',
      about: 'where the actions are, best with a commit (default: ORGANISATION/akili and the version)',
    },
  ],
  examples: [
    ['akili init data-platform', 'a new repository in a new folder'],
    ['akili init --tenant acme-corp --product daily_orders', 'with names of your own'],
    ['akili init --github --owner my-organisation --env production', 'with CODEOWNERS and workflows'],
  ],
  async run(given, options, host) {
    const directory = resolve(host.cwd, options.root ?? '.', given.operands[0] ?? '.');
    const owner = given.values['owner'];
    if (owner !== undefined && !given.switches.has('github'))
      throw new UsageError('`--owner` is only read with `--github`.');
    const actions = given.values['actions'];
    if (actions !== undefined && !given.switches.has('github'))
      throw new UsageError('`--actions` is only read with `--github`.');
    const [tenant = 'example-tenant', ...moreTenants] = options.tenants;
    const [product = 'daily_orders', ...moreProducts] = options.products;
    if (moreTenants.length + moreProducts.length > 0) {
      throw new UsageError('`akili init` begins with one tenant and one product: give each flag once.');
    }
    const operation = await import('@akili/operations/init');
    const organisation = given.switches.has('github') ? (owner ?? organisationOf(directory)) : undefined;
    const actionsAt = actions ?? `${organisation ?? ''}/akili@v${host.version}`;
    const outcome = operation.init({
      ...{ directory, tenant, tenantId: host.newId(), product, organisation },
      ...(organisation === undefined ? {} : { workflows: { environment: options.env ?? 'local', actions: actionsAt } }),
    });
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
