import type { Command } from '../command.ts';
import { affected } from './affected.ts';
import { apply } from './apply.ts';
import { auth } from './auth.ts';
import { compile } from './compile.ts';
import { completion } from './completion.ts';
import { connection } from './connection.ts';
import { destroy } from './destroy.ts';
import { drift } from './drift.ts';
import { explain } from './explain.ts';
import { fmt } from './fmt.ts';
import { governance } from './governance.ts';
import { importCommand } from './import.ts';
import { init } from './init.ts';
import { isolation } from './isolation.ts';
import { lineage } from './lineage.ts';
import { plan } from './plan.ts';
import { product } from './product.ts';
import { profile } from './profile.ts';
import { run } from './run.ts';
import { tenant } from './tenant.ts';
import { unlock } from './unlock.ts';
import { validate } from './validate.ts';

/** Every command there is, in the order of help. A new one is one line here. */
export const commands: readonly Command[] = [
  init,
  validate,
  compile,
  plan,
  apply,
  run,
  drift,
  destroy,
  unlock,
  tenant,
  connection,
  product,
  governance,
  isolation,
  lineage,
  affected,
  explain,
  fmt,
  importCommand,
  profile,
  auth,
  completion,
];
