import fc from 'fast-check';

const of = (...values: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...values.map((value) => `'${value}'`));
const key = (count: number): fc.Arbitrary<string> => fc.integer({ min: 1, max: count }).map(String);
const money = fc.integer({ min: -5000, max: 90000 }).map((cents) => (cents / 100).toFixed(2));
const date = fc
  .tuple(fc.integer({ min: 1993, max: 1996 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `DATE '${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}'`);
const words = of('green forest', 'forest lime', 'special big requests', 'Customer said Complaints', 'plain');

type Column = readonly [name: string, type: string, values: fc.Arbitrary<string>];
const sizes = { region: 3, nation: 6, supplier: 8, customer: 20, part: 15, partsupp: 40, orders: 60, lineitem: 250 };

/** The eight tables: first a key, counted from 1 (`partsupp` and `lineitem` have none of one column). */
const tables: Readonly<Record<keyof typeof sizes, readonly Column[]>> = {
  region: [['r_name', 'varchar', of('EUROPE', 'ASIA', 'AMERICA')]],
  nation: [
    ['n_name', 'varchar', of('FRANCE', 'GERMANY', 'BRAZIL')],
    ['n_regionkey', 'integer', key(3)],
  ],
  supplier: [
    ['s_name', 'varchar', of('Supplier#1', 'Supplier#2', 'Supplier#3')],
    ['s_address', 'varchar', words],
    ['s_nationkey', 'integer', key(6)],
    ['s_phone', 'varchar', of('13-345', '31-222')],
    ['s_acctbal', 'decimal(15,2)', money],
    ['s_comment', 'varchar', words],
  ],
  customer: [
    ['c_name', 'varchar', words],
    ['c_address', 'varchar', words],
    ['c_nationkey', 'integer', key(6)],
    ['c_phone', 'varchar', of('13-1', '31-2', '99-3')],
    ['c_acctbal', 'decimal(15,2)', money],
    ['c_mktsegment', 'varchar', of('BUILDING', 'MACHINERY')],
    ['c_comment', 'varchar', words],
  ],
  part: [
    ['p_name', 'varchar', words],
    ['p_mfgr', 'varchar', of('M#1', 'M#2')],
    ['p_brand', 'varchar', of('Brand#12', 'Brand#23', 'Brand#45')],
    ['p_type', 'varchar', of('PROMO BRASS', 'ECONOMY ANODIZED STEEL', 'MEDIUM POLISHED TIN')],
    ['p_size', 'integer', fc.constantFrom('3', '15', '9')],
    ['p_container', 'varchar', of('MED BOX', 'SM CASE')],
  ],
  partsupp: [
    ['ps_partkey', 'bigint', key(15)],
    ['ps_suppkey', 'bigint', key(8)],
    ['ps_availqty', 'integer', key(200)],
    ['ps_supplycost', 'decimal(15,2)', money],
  ],
  orders: [
    ['o_custkey', 'bigint', key(24)],
    ['o_orderstatus', 'varchar', of('F', 'O')],
    ['o_totalprice', 'decimal(15,2)', money],
    ['o_orderdate', 'date', date],
    ['o_orderpriority', 'varchar', of('1-URGENT', '2-HIGH', '5-LOW')],
    ['o_shippriority', 'integer', fc.constant('0')],
    ['o_comment', 'varchar', words],
  ],
  lineitem: [
    ['l_orderkey', 'bigint', key(60)],
    ['l_partkey', 'bigint', key(15)],
    ['l_suppkey', 'bigint', key(8)],
    ['l_quantity', 'decimal(15,2)', key(50)],
    ['l_extendedprice', 'decimal(15,2)', money],
    ['l_discount', 'decimal(15,2)', fc.constantFrom('0.05', '0.06', '0.07', '0.00')],
    ['l_tax', 'decimal(15,2)', fc.constantFrom('0.02', '0.08')],
    ['l_returnflag', 'varchar', of('R', 'N', 'A')],
    ['l_linestatus', 'varchar', of('O', 'F')],
    ['l_shipdate', 'date', date],
    ['l_commitdate', 'date', date],
    ['l_receiptdate', 'date', date],
    ['l_shipinstruct', 'varchar', of('DELIVER IN PERSON', 'NONE')],
    ['l_shipmode', 'varchar', of('AIR', 'MAIL', 'SHIP')],
  ],
};

const keys: Readonly<Record<string, readonly [string, string]>> = {
  region: ['r_regionkey', 'integer'],
  nation: ['n_nationkey', 'integer'],
  supplier: ['s_suppkey', 'bigint'],
  customer: ['c_custkey', 'bigint'],
  part: ['p_partkey', 'bigint'],
  partsupp: ['ps_number', 'bigint'],
  orders: ['o_orderkey', 'bigint'],
  lineitem: ['l_linenumber', 'bigint'],
};

export const tableNames = Object.keys(tables);

/** Columns and canonical types of a table. */
export function columnsOf(table: string): Readonly<Record<string, string>> {
  const columns = tables[table as keyof typeof tables];
  return Object.fromEntries([keys[table] as [string, string], ...columns.map(([name, type]) => [name, type])]);
}

/** Statements that make and fill the tables; the same rows on both engines. */
export function tpchTables(engine: 'duckdb' | 'postgres'): readonly string[] {
  const spelled = (type: string): string => (engine === 'postgres' ? type.replace('varchar', 'text') : type);
  return tableNames.flatMap((table) => {
    const list = Object.entries(columnsOf(table)).map(([name, type]) => `${name} ${spelled(type)}`);
    const row = fc.tuple(...tables[table as keyof typeof tables].map(([, , values]) => values));
    const rows = fc
      .sample(row, { seed: 22, numRuns: sizes[table as keyof typeof sizes] })
      .map((values, i) => `(${i + 1}, ${values.join(', ')})`);
    return [`CREATE TABLE ${table} (${list.join(', ')})`, `INSERT INTO ${table} VALUES ${rows.join(', ')}`];
  });
}
