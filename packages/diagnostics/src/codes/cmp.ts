import { defineDiagnostic } from '../define.ts';

export const invalidSchedule = defineDiagnostic<{ schedule: string; reason: string }>({
  code: 'CMP001',
  severity: 'error',
  title: 'Invalid schedule',
  message: (p) => `\`${p.schedule}\` is not a cron expression: ${p.reason}.`,
  help: () => 'Write five fields: minute, hour, day of month, month, day of week, e.g. `0 6 * * *`.',
  why: 'A schedule that cannot be read would never run the product.',
});
