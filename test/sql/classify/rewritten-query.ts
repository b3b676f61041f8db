import fc from 'fast-check';

/** One way to write a query otherwise: most change what it means, some do not, and nobody says which. */
const rewritings: readonly (readonly [RegExp, string])[] = [
  [/\s+/g, '  '],
  [/\bSELECT\b/g, 'select /* same */'],
  [/\bk\b(?! AS)/g, 'K'],
  [/\{\{ ref\('facts'\) \}\}(?= (WHERE|GROUP|UNION|EXCEPT|INTERSECT|QUALIFY)|$)/g, "{{ ref('facts') }} AS other"],
  [/\bq\b/g, 'another'],
  [/\((\w+) (AND|OR) (\w+)\)/, '($3 $2 $1)'],
  [/WHERE (.+)$/, 'WHERE ($1) AND TRUE'],
  [/WHERE (.+)$/, 'WHERE TRUE AND ($1)'],
  [/ = /, ' <> '],
  [/ = /, ' >= '],
  [/ < /, ' > '],
  [/ <= /, ' < '],
  [/\bAND\b/, 'OR'],
  [/\bOR\b/, 'AND'],
  [/\bNOT\b/, ''],
  [/\bi\b/, 'j'],
  [/\bj\b/, 'i'],
  [/\bn\b(?!\w)/, 'm'],
  [/\bs\b/, 't'],
  [/\bd\b/, 'e'],
  [/\bts\b/, 'us'],
  [/\b1\b/, '2'],
  [/\b0\b/, '1'],
  [/'a'/, "'b'"],
  [/\bMAX\b/, 'MIN'],
  [/\bSUM\b/, 'MAX'],
  [/COUNT\(DISTINCT /, 'COUNT('],
  [/\bLEFT JOIN\b/, 'JOIN'],
  [/ JOIN /, ' LEFT JOIN '],
  [/\bUNION ALL\b/, 'UNION'],
  [/\bUNION\b/, 'UNION ALL'],
  [/\bEXCEPT\b/, 'INTERSECT'],
  [/\bDISTINCT\b/, ''],
  [/\bDESC\b/, 'ASC'],
  [/PARTITION BY/, 'ORDER BY'],
  [/\bROLLUP\b/, 'CUBE'],
  [/ \+ /, ' - '],
  [/ \* /, ' + '],
  [/\bGREATEST\b/, 'LEAST'],
  [/\bCOALESCE\b/, 'NULLIF'],
  [/AS x, (.+?) AS y\b/, 'AS x, $1 AS y, 1 AS more'],
  [/SELECT k, /, "SELECT k, 'new' AS more, "],
  [/, ([^,]*) AS y\b/, ''],
  [/AS x, (.+?) AS y/, 'AS y, $1 AS x'],
  [/\bIS NULL\b/, 'IS NOT NULL'],
  [/\bTRUE\b/, 'FALSE'],
  [/'year'/, "'month'"],
];

/** A query and the same one after up to three rewritings, of which some find nothing to rewrite. */
export function withRewriting(query: fc.Arbitrary<string>): fc.Arbitrary<readonly [string, string]> {
  const chosen = fc.uniqueArray(fc.nat(rewritings.length - 1), { minLength: 1, maxLength: 3 });
  return fc.tuple(query, chosen).map(([text, numbers]) => {
    const rewrite = (written: string, number: number): string => {
      const [pattern, replacement] = rewritings[number] as (typeof rewritings)[number];
      return written.replace(pattern, replacement);
    };
    return [text, numbers.reduce(rewrite, text)] as const;
  });
}
