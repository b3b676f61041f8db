import type { Compared } from './run-script.ts';

/**
 * A script with every exact expectation replaced by what was said. Sections that expect only some lines stay, since a
 * person chose the lines.
 */
export function blessScript(text: string, compared: readonly Compared[]): string {
  // A script never expects a mistake of our own, nor its stack with this machine's folders.
  const bug = compared.find(({ actual }) => actual.includes('failed on a mistake of its own'));
  if (bug !== undefined) throw new Error(`${bug.section}\n${bug.actual}`);
  const said = new Map<string, Compared[]>();
  for (const one of compared) said.set(one.section, [...(said.get(one.section) ?? []), one]);
  const take = (section: string): string | undefined => said.get(section)?.shift()?.actual;
  const [head = '', ...parts] = text.split(/^== /m);
  const blessed = parts.map((part) => {
    const title = part.split('\n')[0] ?? '';
    if (!title.startsWith('$ ')) {
      const file = /^file (\S+)$/.exec(title)?.[1];
      return file === undefined ? part : `file ${file}\n${take(`file ${file}`) ?? ''}\n\n`;
    }
    const [settings = '', ...outputs] = part.split(/^--- /m);
    const exit = take(`${title} exit`) ?? '';
    const contains = (name: string): string | undefined => outputs.find((one) => one.startsWith(`${name} contains`));
    const block = (name: string): string => {
      const actual = take(`${title} ${name}`) ?? '';
      const kept = contains(name);
      if (kept !== undefined) return `--- ${kept.trimEnd()}\n`;
      return actual === '' ? '' : `--- ${name}\n${actual}\n`;
    };
    const lines = settings.trimEnd().replace(/^exit .*$/m, `exit ${exit}`);
    return `${lines}\n${block('stdout')}${block('stderr')}\n`;
  });
  return [head, ...blessed].join('== ').trimEnd() + '\n';
}
