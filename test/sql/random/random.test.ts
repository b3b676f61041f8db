import { afterAll } from 'vitest';
import { openPostgres } from '../engines.ts';
import { parser } from '../translate.ts';
import { randomSuite } from './random-suite.ts';

afterAll(() => parser.close());

randomSuite(openPostgres);
