export { voteOn } from './vote-on.ts';
