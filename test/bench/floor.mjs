// The floor of a compile: reads every file below a folder and YAML-parses the manifests, nothing else.
import { closeSync, openSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const buffer = Buffer.alloc(1 << 20);

function read(path) {
  const descriptor = openSync(path, 'r');
  const length = readSync(descriptor, buffer, 0, buffer.length, 0);
  closeSync(descriptor);
  return buffer.toString('utf8', 0, length);
}

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === '.akili') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else {
      const text = read(path);
      if (path.endsWith('.yaml')) parse(text);
    }
  }
}

walk(process.argv[2]);
