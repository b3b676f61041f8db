// Made by `npm run generate` from actions/src; not edited by hand.

// actions/src/setup/main.ts
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// actions/src/runner-file.ts
function runnerFileEntry(name, value, random) {
  const delimiter = `akili_${random}`;
  if (value.includes(delimiter)) throw new Error("a value holds the delimiter that was just made up");
  return `${name}<<${delimiter}
${value}
${delimiter}
`;
}

// actions/src/setup/install.ts
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
var parts = ["package.json", "package-lock.json", ".npmrc", "LICENSE", "packages", "actions", "docs/diagnostics"];
var left = /* @__PURE__ */ new Set(["node_modules", "dist", ".turbo", ".git"]);
function install(source, caches, run2) {
  const { version } = JSON.parse(readFileSync(join(source, "packages", "cli", "package.json"), "utf8"));
  const home = join(caches, "akili", `${version}-${contentHash(source)}`);
  const bin = join(home, "bin");
  if (existsSync(join(home, "complete"))) return { home, bin, version, reused: true };
  mkdirSync(dirname(home), { recursive: true });
  const making = mkdtempSync(`${home}.making-`);
  try {
    for (const part of parts)
      if (existsSync(join(source, part)))
        cpSync(join(source, part), join(making, part), {
          recursive: true,
          filter: (path) => !left.has(basename(path))
        });
    run2("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], making);
    run2(process.execPath, [join("packages", "cli", "build.mjs")], making);
    writeLaunchers(making);
    writeFileSync(join(making, "complete"), "");
    if (existsSync(home)) rmSync(home, { recursive: true, force: true });
    renameSync(making, home);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(join(home, "complete"))) throw error;
  }
  return { home, bin, version, reused: false };
}
function writeLaunchers(home) {
  const bin = join(home, "bin");
  mkdirSync(bin);
  const script = '#!/bin/sh\nexec node "$(dirname "$0")/../packages/cli/bin/akili.js" "$@"\n';
  writeFileSync(join(bin, "akili"), script, { mode: 493 });
  writeFileSync(join(bin, "akili.cmd"), '@node "%~dp0..\\packages\\cli\\bin\\akili.js" %*\r\n');
}
function contentHash(source) {
  const hash = createHash("sha256").update(process.version).update(process.platform).update(process.arch);
  const walk = (folder, at) => {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !left.has(name));
    for (const entry of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path, `${at}/${entry.name}`);
      else if (entry.isFile()) hash.update(`${at}/${entry.name}\0`).update(readFileSync(path, "latin1")).update("\0");
    }
  };
  for (const name of ["package.json", "package-lock.json", ".npmrc"])
    if (existsSync(join(source, name)))
      hash.update(`${name}\0`).update(readFileSync(join(source, name), "latin1")).update("\0");
  for (const name of ["packages", "actions"]) walk(join(source, name), name);
  return hash.digest("hex").slice(0, 20);
}
function checkoutOf(moduleUrl) {
  return fileURLToPath(new URL("../../..", moduleUrl));
}

// actions/src/setup/main.ts
function setup(moduleUrl) {
  const { env } = process;
  const caches = env["RUNNER_TOOL_CACHE"] ?? join2(tmpdir(), "akili-tools");
  try {
    const { home, bin, version, reused } = install(checkoutOf(moduleUrl), caches, run);
    process.stdout.write(`akili ${version} ${reused ? "is there already" : "was installed"}: ${home}
`);
    append("GITHUB_ENV", runnerFileEntry("AKILI_HOME", home, randomUUID()));
    append("GITHUB_PATH", `${bin}
`);
    append(
      "GITHUB_OUTPUT",
      runnerFileEntry("version", version, randomUUID()) + runnerFileEntry("home", home, randomUUID())
    );
  } catch (error) {
    process.stdout.write(
      `::error::akili could not be installed: ${error.message.replace(/[%\r\n]/g, " ")}
`
    );
    process.exitCode = 1;
  }
}
function run(program, args, folder) {
  const kept = /^(PATH|HOME|USERPROFILE|TMPDIR|TEMP|TMP|SYSTEMROOT|COMSPEC|APPDATA|LOCALAPPDATA|LANG|(npm_config|NODE_EXTRA_CA|HTTPS?_PROXY|NO_PROXY).*)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name)));
  const shell = process.platform === "win32" && program === "npm";
  const { status, error } = spawnSync(program, [...args], {
    cwd: folder,
    env,
    stdio: ["ignore", "inherit", "inherit"],
    shell
  });
  if (status !== 0)
    throw new Error(`${program} ${args[0] ?? ""} failed${error === void 0 ? "" : `: ${error.message}`}`);
}
function append(variable, text) {
  const file = process.env[variable];
  if (file !== void 0 && file !== "") appendFileSync(file, text);
}

// actions/src/setup.ts
setup(import.meta.url);
