import { exitCodes } from '@akili/diagnostics';
import type { Explanation } from '@akili/operations';
import type { Document } from '@akili/report';
import type { Command } from '../command.ts';
import { codePage } from '../code-page.ts';
import { sayResult } from '../say.ts';
import { UsageError } from '../usage-error.ts';

/** `akili explain`. */
export const explain: Command = {
  name: 'explain',
  summary: 'say what a code means, why it is there, and how to mend it',
  description: 'Prints the page of a code; without a code, all codes with their titles.',
  operands: [{ name: '[CODE]', about: 'a code of a finding, such as REF101' }],
  withoutView: true,
  flags: [],
  examples: [
    ['akili explain REF101', 'one code'],
    ['akili explain --format json', 'all codes, for machines'],
  ],
  async run(given, options, host) {
    const operation = await import('@akili/operations/explain');
    const code = given.operands[0];
    if (code === undefined) {
      await sayResult(listOf(operation.allExplanations()), () => undefined, options, host);
      return exitCodes.ok;
    }
    const answer = operation.explain(code);
    if (answer.found === undefined) {
      const hint = answer.meant === undefined ? '`akili explain` lists them all.' : `Did you mean \`${answer.meant}\`?`;
      throw new UsageError(`There is no code \`${code}\`. ${hint}`);
    }
    const page = codePage(answer.found.code);
    if (options.format === 'text' || options.format === 'markdown')
      await host.stdout.write(page ?? pageOf(answer.found));
    else await sayResult(listOf([answer.found]), () => undefined, options, host);
    return exitCodes.ok;
  },
};

function listOf(items: readonly Explanation[]): Document {
  return { kind: 'list', columns: ['code', 'severity', 'title'], items: items.map((item) => ({ ...item })) };
}

/** The page as far as the definition knows it, for a code that has no page of its own. */
function pageOf({ code, severity, title, why }: Explanation): string {
  return `# ${code}: ${title}\n\nSeverity: ${severity}\n\n${why}\n`;
}
