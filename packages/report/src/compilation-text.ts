import { targets, type CompiledProduct, type EmittedSql } from '@akili/model';
import { counted } from './counted.ts';
import type { ListedCompilation, RenderContext } from './document.ts';
import { escapeLines, escapeTerminal } from './escape-terminal.ts';
import type { Palette } from './palette.ts';
import { diagnosticsText } from './validation-text.ts';

/** A compilation for people: each product with its columns and targets; with `withSql` the texts of its transform. */
export function* compilationText(
  compilation: ListedCompilation,
  withSql: boolean,
  context: RenderContext,
): Iterable<string> {
  const { palette } = context;
  yield* diagnosticsText(compilation.diagnostics, context);
  for (const product of compilation.products) yield* productText(product, withSql, palette);
  const counts = `${counted(compilation.tenants.length, 'tenant')}, ${counted(compilation.products.length, 'product')}`;
  yield `Compiled ${counts} for environment ${escapeTerminal(compilation.environment)}: ${compilation.digest}\n`;
}

function* productText(product: CompiledProduct, withSql: boolean, palette: Palette): Iterable<string> {
  const name = `${product.tenant}/${product.namespace}.${product.name} ${product.version}`;
  yield `${palette.strong(escapeTerminal(name))}\n`;
  yield `  reads ${product.inputs.map((input) => escapeTerminal(input.name)).join(', ') || 'nothing'}\n`;
  const width = Math.max(0, ...product.columns.map((column) => column.name.length));
  for (const column of product.columns) {
    const marks = [
      ...(product.key.includes(column.name) ? ['key'] : []),
      ...(column.nullable ? [] : ['not null']),
      ...(column.classification === null ? [] : [column.classification]),
    ];
    const name = escapeTerminal(column.name).padEnd(width);
    yield `  ${name}  ${escapeTerminal(column.type)}${marks.length === 0 ? '' : ` ${palette.faint(marks.join(', '))}`}\n`;
  }
  for (const target of targets) {
    const sql = product.sql[target];
    if (sql !== undefined && (withSql || typeof sql !== 'string')) yield* sqlText(target, sql, palette);
  }
  yield `  ${counted(product.checks.length, 'check')}: ${product.checks.map((check) => escapeTerminal(check.name)).join(', ') || 'none'}\n\n`;
}

function* sqlText(target: string, sql: EmittedSql, palette: Palette): Iterable<string> {
  if (typeof sql === 'string') yield `  ${palette.info(target)}:\n    ${escapeLines(sql, '    ')}\n`;
  else yield `  ${palette.warning(target)}: refused, ${sql.refused} ${escapeLines(sql.message, '    ')}\n`;
}
