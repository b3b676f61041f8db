import { start } from './start.ts';

// `npm run akili -- ...`: the command line from source, without a build.
await start('0.0.0-source');
