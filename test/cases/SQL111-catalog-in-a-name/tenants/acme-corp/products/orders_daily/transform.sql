SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS revenue
FROM {{ ref('orders') }} o
JOIN tenant_acme_corp_catalog.sales.orders_daily d ON d.day = o.ordered_at -- expect: SQL111
GROUP BY 1, 2
