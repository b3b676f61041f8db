// Loaded with `node --import`: writes what the process used to the file that AKILI_BENCH_USAGE names when it ends.
import { writeFileSync } from 'node:fs';

const target = process.env.AKILI_BENCH_USAGE;
if (target) {
  process.on('exit', () => {
    const usage = process.resourceUsage();
    writeFileSync(
      target,
      JSON.stringify({ peakMb: usage.maxRSS / 1024, cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6 }),
    );
  });
}
