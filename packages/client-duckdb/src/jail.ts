import { quoteLiteral } from './quote.ts';

/** What an instance may use. */
export interface JailOptions {
  /** Absolute folders that SQL may read and write; none by default. Links inside them lead nowhere: DuckDB resolves them. */
  readonly allowedDirectories?: readonly string[];
  readonly threads?: number;
  /** In MiB, beyond which DuckDB spills into the file's `.tmp` folder. */
  readonly memoryMiB?: number;
}

/** Settings that only hold when an instance is born with them. */
export function birthSettings(file: string, options: JailOptions): Record<string, string> {
  return {
    threads: String(options.threads ?? 1),
    memory_limit: `${options.memoryMiB ?? 512}MiB`,
    // Without it an in-memory instance spills into `.tmp` of the working directory.
    temp_directory: `${file}.tmp`,
    // Both are on by default, and then an unknown function makes DuckDB ask the network for an extension.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  };
}

/**
 * What closes the jail once the tenant's file is attached; nothing opens it again. Inside, SQL reaches this file and
 * the allowed folders: no other file, no extension, no setting. It does not bound what a hostile text can break:
 * `enable_logging(storage='file')` ends the process, so only SQL that the compiler let pass may run here.
 */
export function closingStatements(options: JailOptions): readonly string[] {
  return [
    "SET TimeZone = 'UTC'",
    `SET allowed_directories = [${(options.allowedDirectories ?? []).map(quoteLiteral).join(', ')}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
}
