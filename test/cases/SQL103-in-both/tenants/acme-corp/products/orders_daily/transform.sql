SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(amount) AS revenue -- expect: SQL103
FROM {{ ref('orders') }} o
JOIN {{ ref('orders') }} p ON p.order_id = o.order_id
GROUP BY 1, 2
