import type { Outcome, Subject } from '@akili/diagnostics';
import type { AuthoredText } from '@akili/model';
import type { RenderedSql, TemplateContext } from './rendered-sql.ts';

/** Renders a text with blocks and filters. Lives in an entry of its own, since it loads a template parser. */
export type ControlFlow = (request: {
  readonly text: AuthoredText;
  readonly context: TemplateContext;
  readonly subject: Subject;
}) => Outcome<RenderedSql>;
