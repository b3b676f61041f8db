export { startStandIn, type Misbehaviour, type StandIn, type StandInOptions } from './server.ts';
export { storedPassword } from './native-password.ts';
export type { World } from './world.ts';
