import { defineDiagnostic } from '../define.ts';

export const invalidSchedule = defineDiagnostic<{ schedule: string; reason: string }>({
  code: 'CMP001',
  severity: 'error',
  title: 'Invalid schedule',
  message: (p) => `\`${p.schedule}\` is not a cron expression: ${p.reason}.`,
  help: () => 'Write five fields: minute, hour, day of month, month, day of week, e.g. `0 6 * * *`.',
  why: 'A schedule that cannot be read would never run the product.',
});

export const unknownComputeEngine = defineDiagnostic<{ engine: string; known: readonly string[] }>({
  code: 'CMP101',
  severity: 'error',
  title: 'Unknown compute engine',
  message: (p) => `\`${p.engine}\` does not run products.`,
  help: (p) => `Write \`engine: ${p.known.join('` or `')}\`.`,
  why: 'What runs a product decides how its schedule, retries and resources are written down.',
});
