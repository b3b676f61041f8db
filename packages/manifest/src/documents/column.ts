import { classifications } from '@akili/model';
import { choice, text } from '../schema/build.ts';

export const classification = choice('How sensitive the data is, from the lowest.', classifications);

export const columnType = text(
  'boolean, integer, bigint, float, double, decimal(p,s), varchar, date, timestamp, uuid, json, blob or array(T).',
);
