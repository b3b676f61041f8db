import { defineDiagnostic } from '../define.ts';

export const undeclaredRelationInText = defineDiagnostic<{ text: string; target: string; relation: string }>({
  code: 'ISO301',
  severity: 'error',
  title: 'A final text reads a relation that was not declared',
  message: (p) =>
    `An independent parser finds \`${p.relation}\` in the ${p.target} text of ${p.text}, which is none of the relations that the product may read.`,
  help: () => 'Nothing was changed. This is a mistake of the tool: report it with the query.',
  why: 'Two parsers that share no code must agree on what a text reads before it runs with credentials. The second one can only deny.',
});
