SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(CASE WHEN o.region = NULL THEN 0 ELSE o.amount END) AS revenue -- expect: SQL205
FROM {{ ref('orders') }} o
GROUP BY 1, 2
