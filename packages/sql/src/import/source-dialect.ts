import type { SourceDialect } from '@akili/model';

/** What differs between dialects before any function is looked at. Sources: each vendor's reference of lexical rules. */
export interface DialectTraits {
  readonly title: string;
  /** Characters that open a quoted name. */
  readonly nameQuotes: readonly string[];
  /** Characters that open a text. */
  readonly textQuotes: readonly string[];
  /** A backslash inside a text escapes. */
  readonly backslash: boolean;
  readonly hashComments: boolean;
  readonly slashComments: boolean;
  /** Where NULLs stand by default, ascending; descending is the other way round. */
  readonly nullsAscending: 'first' | 'last';
  /** `/` of two integers drops the fraction. */
  readonly integerDivision: boolean;
  /** Text compares without regard to case by default. */
  readonly ignoresCase: boolean;
  /** Without ESCAPE a backslash in a pattern of LIKE escapes. */
  readonly likeBackslash: boolean;
  /** A cast of a fraction to an integer drops it, where the authoring dialect rounds. */
  readonly castTruncates: boolean;
  /** The schema that a bare table is in, in lower case. */
  readonly defaultSchema?: string;
}

const plain: DialectTraits = {
  title: '',
  nameQuotes: ['"'],
  textQuotes: ["'"],
  backslash: false,
  hashComments: false,
  slashComments: false,
  nullsAscending: 'last',
  integerDivision: false,
  ignoresCase: false,
  likeBackslash: false,
  castTruncates: false,
};

const mysql: DialectTraits = {
  ...plain,
  title: 'MySQL',
  nameQuotes: ['`'],
  textQuotes: ["'", '"'],
  backslash: true,
  hashComments: true,
  nullsAscending: 'first',
  ignoresCase: true,
  likeBackslash: true,
};

export const traitsOf: Readonly<Record<SourceDialect, DialectTraits>> = {
  postgres: { ...plain, title: 'PostgreSQL', defaultSchema: 'public', integerDivision: true, likeBackslash: true },
  redshift: {
    ...plain,
    title: 'Redshift',
    defaultSchema: 'public',
    integerDivision: true,
    likeBackslash: true,
    castTruncates: true,
  },
  snowflake: { ...plain, title: 'Snowflake', defaultSchema: 'public', backslash: true, slashComments: true },
  bigquery: {
    ...plain,
    title: 'BigQuery',
    nameQuotes: ['`'],
    textQuotes: ["'", '"'],
    backslash: true,
    hashComments: true,
    nullsAscending: 'first',
    likeBackslash: true,
  },
  mysql,
  mariadb: { ...mysql, title: 'MariaDB' },
  sqlite: {
    ...plain,
    title: 'SQLite',
    nameQuotes: ['"', '`', '['],
    nullsAscending: 'first',
    integerDivision: true,
    castTruncates: true,
  },
  transactsql: {
    ...plain,
    title: 'SQL Server',
    defaultSchema: 'dbo',
    nameQuotes: ['"', '['],
    nullsAscending: 'first',
    integerDivision: true,
    ignoresCase: true,
    castTruncates: true,
  },
};
