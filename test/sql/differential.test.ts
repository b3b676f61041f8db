import { afterAll } from 'vitest';
import { differentialSuite } from './differential-suite.ts';
import { openPostgres } from './engines.ts';
import { parser } from './translate.ts';

afterAll(() => parser.close());

differentialSuite(openPostgres);
