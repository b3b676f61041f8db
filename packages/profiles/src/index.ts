export { configFolder } from './config-folder.ts';
export { PrivateFileProblem } from './private-folder.ts';
export { profileNamePattern, type Profile, type Profiles } from './profile.ts';
export { openProfileStore, type ProfileStore } from './profile-store.ts';
export type { Claims } from './token/claims.ts';
