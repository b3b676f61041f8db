/** One option of the command line, as data: help, parsing and shell completion are made from it. */
export interface Flag {
  /** Without dashes: `allow-destroy`. */
  readonly name: string;
  /** What stands for its value in help: `FILE`. Absent: the flag takes none. */
  readonly value?: string;
  readonly about: string;
  /** May be given several times; the values are collected. */
  readonly repeatable?: boolean;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** What a shell completes the value with. */
  readonly completes?: 'file' | 'directory' | 'tenant' | 'product';
  /** Not shown in help or completion. */
  readonly hidden?: boolean;
}
