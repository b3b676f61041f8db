import { escapeCommandData, escapeCommandProperty } from '@akili/report';

/** A line that the runner acts on: `::name property=value::message`, with whatever could end it written as percent code. */
export function workflowCommand(
  name: string,
  message: string,
  properties: { readonly [key: string]: string } = {},
): string {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapeCommandProperty(value)}`);
  return `::${name}${listed.length === 0 ? '' : ` ${listed.join(',')}`}::${escapeCommandData(message)}\n`;
}

/** A line for people: text that came from outside can neither begin a workflow command nor break the line. */
export function logLine(text: string): string {
  return `${text
    .replace(/[\r\n]+/g, ' ')
    .replace(/^\s*(?=::)/, '> ')
    .replaceAll('##[', '## [')}\n`;
}
