SELECT
  DATE_TRUNC('week', t.processed_at) AS week_start,
  t.transaction_type,
  t.currency,
  COUNT(*) AS transaction_count,
  SUM(CASE WHEN t.amount > 0 THEN t.amount ELSE 0 END) AS total_credits,
  SUM(CASE WHEN t.amount < 0 THEN ABS(t.amount) ELSE 0 END) AS total_debits,
  SUM(t.amount) AS net_flow,
  COUNT(DISTINCT t.account_id) AS unique_accounts,
  COUNT(DISTINCT t.counterparty) AS unique_counterparties
FROM {{ ref('transactions') }} t
WHERE t.status = 'completed'
GROUP BY 1, 2, 3
