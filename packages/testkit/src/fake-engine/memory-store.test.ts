import { describeStateStore } from '../state-store-suite.ts';
import { MemoryDisk, MemoryStore } from './memory-store.ts';

describeStateStore('the store in memory', () => {
  const disk = new MemoryDisk();
  return Promise.resolve({
    open: () => Promise.resolve(new MemoryStore(disk)),
    dispose: () => Promise.resolve(),
  });
});
