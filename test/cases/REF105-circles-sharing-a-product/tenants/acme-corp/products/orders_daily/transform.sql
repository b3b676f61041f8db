SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS revenue
FROM {{ ref('orders') }} o
LEFT JOIN {{ ref('orders_monthly') }} m ON m.month = o.ordered_at
LEFT JOIN {{ ref('orders_weekly') }} w ON w.week = o.ordered_at
GROUP BY 1, 2
