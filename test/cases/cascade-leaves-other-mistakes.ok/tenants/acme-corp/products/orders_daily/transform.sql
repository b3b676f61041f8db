SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS revenue
FROM {{ ref('orders') }} o
GROUP BY 1, 2
