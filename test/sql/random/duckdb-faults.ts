/** A query that DuckDB, as users run it, answers otherwise than its text says. */
export interface DuckdbFault {
  readonly name: string;
  /** Over `facts` and `dims`; DuckDB's answer is wrong. */
  readonly shown: string;
  /** What the emitted text holds instead. */
  readonly written: RegExp;
  /** True for texts that may meet it. */
  touches(text: string): boolean;
  /** The step of the optimiser without which the answer is right; undefined where none can be left out. */
  readonly without: string | undefined;
}

/** The faults of DuckDB 1.5.6 that the emitted text goes around. */
export const duckdbFaults: readonly DuckdbFault[] = [
  {
    name: 'a truncated date and a constant that is no such date: FALSE or TRUE instead of NULL',
    shown: `SELECT k, DATE_TRUNC('month', ts) = TIMESTAMP '2024-02-02' AS x, DATE_TRUNC('year', d) <> DATE '2024-02-02' AS y FROM {{ ref('facts') }}`,
    written: /\+ INTERVAL 0 DAY\) (=|<>)/,
    touches: (text) => /DATE_TRUNC\(/.test(text),
    without: 'expression_rewriter',
  },
  {
    name: 'EXISTS that compares with <> and is computed as a value: TRUE where the outer side is NULL',
    shown: `SELECT k, EXISTS (SELECT 1 FROM {{ ref('dims') }} WHERE dk = k AND dd <> d) AS x FROM {{ ref('facts') }}`,
    written: /SELECT COUNT\(\*\) FROM \(/,
    touches: (text) => /EXISTS \(/.test(text),
    without: undefined,
  },
];
