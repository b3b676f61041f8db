// Made by `npm run generate` from actions/src; not edited by hand.

// actions/src/launch.ts
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
async function launch(name) {
  const home = process.env["AKILI_HOME"] ?? "";
  const code = join(home, "packages", "cli", "dist", "actions.js");
  if (home === "" || !existsSync(code)) {
    process.stdout.write("::error::akili is not installed in this job: run its action `setup` first.\n");
    process.exitCode = 1;
    return;
  }
  const { start } = await import(pathToFileURL(code).href);
  await start(name);
}

// actions/src/unlock.ts
await launch("unlock");
