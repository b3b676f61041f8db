import { defineConfig } from 'vitest/config';

/** Tests against real servers: each file starts what it needs. One file at a time, since servers are heavy. */
export default defineConfig({
  test: {
    include: ['test/services/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
    // A server of its own may be slow to come up on a busy machine; what fails twice fails.
    retry: 1,
  },
});
