// Builds the one published file tree: `dist/` with a tiny entry and chunks that are loaded when they are needed.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
// Tests build a tree of their own, so that none pulls the tree away from under another.
const dist = process.argv[2] ?? join(here, 'dist');
// `actions.js` holds the code of the GitHub actions: their launchers load it from here.
const entries = { main: join(here, 'src', 'start.ts'), actions: join(root, 'actions', 'src', 'main.ts') };
const wanted = Object.entries(entries).filter(([name]) => process.argv[3] === undefined || process.argv[3] === name);
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

/** Everything the bundle is made from: caches of one build are no use to another. */
function buildId() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.(ts|js|json)$/.test(entry.name) && !entry.name.endsWith('.test.ts')) hash.update(readFileSync(path));
    }
  };
  for (const name of readdirSync(join(root, 'packages')).sort()) {
    const source = join(root, 'packages', name, 'src');
    if (existsSync(source)) walk(source);
  }
  return hash.digest('hex').slice(0, 20);
}

// Native code, WebAssembly, and clients that few commands need: installed beside the bundle. DuckDB's JavaScript is
// bundled: importing its eighty CommonJS files one by one takes 150 ms, three times as long as everything else.
const external = ['@duckdb/node-bindings', '@electric-sql/pglite', 'libpg-query', 'pg', 'pg-native'];

// The bundler gives CommonJS that is imported dynamically a default export only; this names the others, as Node does.
const require = createRequire(import.meta.url);
const namedExports = {
  name: 'named-exports-of-commonjs',
  setup(plugin) {
    plugin.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      const isOurs = path.startsWith('@akili/') || path.startsWith('node:') || pluginData?.named === true;
      if (isOurs || kind !== 'dynamic-import' || external.some((name) => path === name)) return undefined;
      const found = await plugin.resolve(path, { kind, importer, resolveDir, pluginData: { named: true } });
      if (found.errors.length > 0 || found.external || !isCommonJs(found.path)) return undefined;
      return { path: found.path, namespace: 'named' };
    });
    plugin.onLoad({ filter: /.*/, namespace: 'named' }, ({ path }) => {
      const names = Object.keys(require(path)).filter((name) => /^[A-Za-z_]\w*$/.test(name) && name !== 'default');
      const contents = `const api = require(${JSON.stringify(path)});\nexport default api;\nexport const { ${names.join(', ')} } = api;`;
      return { contents, resolveDir: root, loader: 'js' };
    });
  },
};

/** By its text: packages write modules into files that Node would not take for one, for bundlers. */
function isCommonJs(path) {
  return (
    path.endsWith('.cjs') || (path.endsWith('.js') && !/^\s*(?:import|export)\b/m.test(readFileSync(path, 'utf8')))
  );
}

const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.20',
  external,
  plugins: [namedExports],
  legalComments: 'none',
  logLevel: 'warning',
  define: { AKILI_BUILD: JSON.stringify(buildId()), AKILI_VERSION: JSON.stringify(version) },
  // Bundled CommonJS asks for Node's builtins through `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

rmSync(dist, { recursive: true, force: true });
await build({
  ...common,
  entryPoints: Object.fromEntries(wanted),
  outdir: dist,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
});

// The embedded PostgreSQL begins from a snapshot: making one takes seconds and 940 MB, so it is made here, once. It is
// kept outside of `dist`, so that building again does not make it again.
const kept = join(root, 'node_modules', '.cache', 'akili');
const script = join(dist, 'snapshot.mjs');
await build({
  ...common,
  entryPoints: [join(root, 'packages', 'client-postgres', 'src', 'snapshot.ts')],
  outfile: script,
});
const { ensureSnapshot } = await import(pathToFileURL(script).href);
mkdirSync(join(dist, 'snapshots'), { recursive: true });
const snapshot = await ensureSnapshot(kept);
cpSync(snapshot, join(dist, 'snapshots', snapshot.slice(kept.length + 1)));
rmSync(script);

// `akili explain` shows the pages of the codes.
const pages = join(root, 'docs', 'diagnostics');
if (existsSync(pages)) cpSync(pages, join(dist, 'diagnostics'), { recursive: true });
