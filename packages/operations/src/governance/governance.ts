export { quality } from './quality.ts';
export { sla } from './sla.ts';
export { access } from './access.ts';
export { governanceReport } from './governance-report.ts';
export type { LiveOptions } from './with-live-product.ts';
