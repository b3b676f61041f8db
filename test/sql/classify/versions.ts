import { classifyChange, readTree, type ClassifyOptions, type QueryChange, type QueryVersion } from '@akili/sql';
import { parser, readAll, relation } from '../translate.ts';

type Schemas = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Versions of queries over declared relations; every text has to be without findings. */
export async function versionsOf(texts: readonly string[], schemas: Schemas): Promise<readonly QueryVersion[]> {
  const refs = Object.fromEntries(Object.entries(schemas).map(([name, columns]) => [name, relation(columns)]));
  const readings = await readAll(texts, { refs });
  const parsed = await parser.parse(readings.map(({ rendered }) => rendered?.sql ?? ''));
  return readings.map(({ text, rendered, query, findings }, index) => {
    const answer = parsed[index];
    if (rendered === undefined || query === undefined || answer === undefined || findings.length > 0) {
      throw new Error(`${text}: ${findings.map(({ message }) => message).join(' ')}`);
    }
    return { query, tree: readTree(answer, rendered.sql), sql: rendered.sql };
  });
}

export async function classified(
  before: string,
  after: string,
  schemas: Schemas,
  options: ClassifyOptions & { readonly newSchemas?: Schemas } = {},
): Promise<QueryChange> {
  const [old] = await versionsOf([before], schemas);
  const [now] = await versionsOf([after], options.newSchemas ?? schemas);
  return classifyChange(old as QueryVersion, now as QueryVersion, options);
}
