/** A server that runs, with what a client needs to reach it. */
export interface RunningService<Access> {
  readonly access: Access;
  /** Stops what was started and removes its folder. */
  stop(): Promise<void>;
}

/** A real server that tests start on free loopback ports, in a folder of its own. */
export interface Service<Access> {
  readonly name: string;
  /** Installs what it needs, once; the reason in one line where it cannot be had on this machine. */
  install(): Promise<{ readonly missing: string } | undefined>;
  start(): Promise<RunningService<Access>>;
}
