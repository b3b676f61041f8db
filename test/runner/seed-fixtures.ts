/** Made-up rows for both seed products, as fresh as their checks ask for. `today` is `YYYY-MM-DD`, UTC. */
export const ordersFixture = (
  today: string,
): string => `order_id,customer_id,product_id,amount,currency,region,order_date,created_at
1,10,100,12.50,EUR,north,${today}T01:00:00Z,${today}T01:00:00Z
2,11,100,7.50,EUR,north,${today}T23:59:59.999999Z,${today}T01:00:00Z
3,11,101,100.00,EUR,,${today}T03:00:00Z,${today}T01:00:00Z
4,12,100,1.00,EUR,south,${today}T05:30:00+05:30,${today}T01:00:00Z
`;

export const productsFixture = `product_id,product_name,category,unit_cost
100,Pen,office,2.00
`;

export const ordersPath = 'tenants/acme-corp/products/daily_revenue/fixtures/orders.csv';
export const productsPath = 'tenants/acme-corp/products/daily_revenue/fixtures/products.csv';
export const transactionsPath = 'tenants/globex-inc/products/weekly_transaction_summary/fixtures/transactions.csv';

const transactionsHeader =
  'transaction_id,account_id,amount,currency,transaction_type,counterparty,processed_at,status\n';

/** A payment a line: its number, amount and status, all in the week of `monday`. */
export function transactionsFixture(
  monday: string,
  payments: readonly (readonly [id: number, amount: string, status: string])[],
): string {
  const lines = payments.map(
    ([id, amount, status]) => `${id},${id % 2},${amount},EUR,payment,party-${id % 3},${monday}T10:00:00Z,${status}\n`,
  );
  return transactionsHeader + lines.join('');
}

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The Monday of this week, UTC. */
export function thisMonday(): string {
  const now = new Date();
  now.setUTCDate(now.getUTCDate() - ((now.getUTCDay() + 6) % 7));
  return now.toISOString().slice(0, 10);
}
