export { relationsIn } from './relations-in.ts';
export { voteOn } from './vote-on.ts';
