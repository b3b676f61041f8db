import type { Action } from './action.ts';
import { InputError } from './input-error.ts';

/** The input `stage`; undefined for both. */
export function stageInput(action: Action): 'platform' | 'tenant' | undefined {
  const stage = action.input('stage');
  if (stage === '') return undefined;
  if (stage === 'platform' || stage === 'tenant') return stage;
  throw new InputError('The input `stage` is `platform` or `tenant`.');
}
