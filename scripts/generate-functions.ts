// Writes docs/sql/functions.md from the function registry. Run with tsx; same registry, same bytes.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeFunctions } from '@akili/sql/functions';
import { functionPage } from './functions/function-page.ts';

writeFileSync(fileURLToPath(new URL('../docs/sql/functions.md', import.meta.url)), functionPage(describeFunctions()));
