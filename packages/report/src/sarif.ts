import type { Diagnostic, Location, Severity } from '@akili/diagnostics';
import type { RenderContext } from './document.ts';
import { fingerprints } from './fingerprint.ts';
import { safeJson } from './safe-json.ts';
import { lineReader } from './source-lines.ts';

const levels: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };

/** Findings as a SARIF 2.1.0 log (OASIS), one result a line so that a large log is never one string. */
export function* sarifLog(diagnostics: readonly Diagnostic[], context: RenderContext): Iterable<string> {
  const titles = new Map(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic] as const));
  const rules = [...titles.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const indexes = new Map(rules.map((rule, index) => [rule.code, index]));
  const marks = fingerprints(diagnostics, lineReader(context.sourceOf));
  const driver = {
    name: 'akili',
    version: context.version,
    rules: rules.map((rule) => ({
      id: rule.code,
      shortDescription: { text: rule.title },
      defaultConfiguration: { level: levels[rule.severity] },
    })),
  };
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n';
  yield `  "runs": [{\n    "tool": ${safeJson({ driver })},\n    "columnKind": "utf16CodeUnits",\n    "results": [`;
  for (const [index, diagnostic] of diagnostics.entries()) {
    const result = resultOf(diagnostic, indexes.get(diagnostic.code) as number, marks[index] as string);
    yield `${index === 0 ? '' : ','}\n      ${safeJson(result)}`;
  }
  yield `${diagnostics.length === 0 ? '' : '\n    '}]\n  }]\n}\n`;
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number, fingerprint: string): object {
  const { code, severity, message, help, tenant, product, file, range } = diagnostic;
  const subject = { ...(tenant === undefined ? {} : { tenant }), ...(product === undefined ? {} : { product }) };
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: plainMessage(help === undefined ? message : `${message}\n${help}`) },
    ...(file === undefined
      ? {}
      : { locations: [{ physicalLocation: physical(range === undefined ? { file } : { file, range }) }] }),
    ...(diagnostic.related === undefined
      ? {}
      : {
          relatedLocations: diagnostic.related.map((related, id) => ({
            id,
            message: { text: plainMessage(related.message) },
            physicalLocation: physical(related),
          })),
        }),
    partialFingerprints: { 'akiliFinding/v1': fingerprint },
    ...(Object.keys(subject).length === 0 ? {} : { properties: subject }),
  };
}

/** Brackets make links in a SARIF message (section 3.11.6), a backslash takes that back. */
function plainMessage(text: string): string {
  return text.replace(/[\\[\]]/g, (character) => `\\${character}`);
}

function physical(location: Location): object {
  const uri = location.file.split('/').map(encodeURIComponent).join('/');
  return {
    artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
    ...(location.range === undefined
      ? {}
      : {
          region: {
            startLine: location.range.start.line,
            startColumn: location.range.start.column,
            endLine: location.range.end.line,
            endColumn: location.range.end.column,
          },
        }),
  };
}
