/**
 * What a query means, labelled by hand.
 *
 * `columns`: by output, its canonical type (`!`: never NULL), then `<-` and the columns that it comes from, each with
 * its use (none: the value itself). `rows`: what decides which rows there are. `key`: the outputs that identify a row.
 * Inside `sql`, `orders`, `items` and `people` stand for their placeholders.
 */
export interface Labelled {
  readonly sql: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly rows?: string;
  readonly key?: string;
}

/** The tables that labelled queries read (`!`: never NULL). */
export const labelledTables = {
  orders: { id: 'bigint!', amount: 'decimal(18,2)', region: 'varchar!', placed: 'timestamp' },
  items: { order_id: 'bigint', price: 'decimal(10,2)', sku: 'varchar!', pieces: 'integer!' },
  people: {
    person: 'bigint!',
    name: 'varchar',
    born: 'date',
    tags: 'array(varchar)',
    profile: 'json',
    score: 'double',
    active: 'boolean!',
    level: 'integer',
  },
} as const;
