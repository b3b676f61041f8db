import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import { openEnvironment, type OpenEnvironment } from '../open-environment.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { governedProduct, type GovernedProduct } from './governed-product.ts';

/** What a question about a product is asked with. */
export interface LiveOptions {
  readonly lockTimeoutMs: number;
}

type Said = Pick<Answer, 'document' | 'exitCode'>;

/** Opens the environment for a question about one product, and closes it whatever comes. */
export async function withLiveProduct(
  host: OperationHost,
  selection: Selection,
  name: string,
  { lockTimeoutMs }: LiveOptions,
  ask: (governed: GovernedProduct, open: OpenEnvironment) => Promise<Said>,
): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const governed = await governedProduct(snapshot, selection, name, host);
    const scope = { tenants: [governed.tenant.slug] };
    const open = await openEnvironment(governed.whole, { lockTimeoutMs, scope }, host);
    try {
      host.progress({ phase: `asking about ${name}` });
      return { ...(await ask(governed, open)), sourceOf: sourcesOf(snapshot) };
    } finally {
      await open.close();
    }
  });
}
