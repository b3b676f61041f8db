#!/usr/bin/env node
// Plain JavaScript that every Node reads: says what is wrong where the rest could not even be loaded.
import { existsSync, readFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
const version = () => JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
const dist = new URL('../dist/main.js', import.meta.url);
const only = process.argv.length === 3 ? process.argv[2] : '';

if (major < 20 || (major === 20 && minor < 20)) {
  process.stderr.write(`akili needs Node 20.20 or newer; this is ${process.version}.\n`);
  process.exitCode = 1;
} else if (only === '--version' || only === '-V') {
  process.stdout.write(`${version()}\n`);
} else if (!existsSync(dist)) {
  process.stderr.write('akili is not built yet. Run `npm run build` in its repository first.\n');
  process.exitCode = 1;
} else {
  // The SDK's word on Node versions is for those who build with it; whoever runs this cannot act on it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { start } = await import(dist.href);
  await start(version());
}
