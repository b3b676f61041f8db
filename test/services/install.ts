import { services } from './services.ts';

// Installs every server that the tests start; one line says which cannot be had, and why.
for (const service of services) {
  const refused = await service.install();
  const said = refused === undefined ? 'ready' : `cannot be had: ${refused.missing}`;
  process.stdout.write(`${service.name}: ${said}\n`);
}
