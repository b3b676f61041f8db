import { afterAll } from 'vitest';
import { openPostgres } from '../engines.ts';
import { parser } from '../translate.ts';
import { tpchSuite } from './tpch-suite.ts';

afterAll(() => parser.close());

tpchSuite(openPostgres);
