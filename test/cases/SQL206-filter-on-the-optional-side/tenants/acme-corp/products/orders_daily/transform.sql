SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(l.quantity) AS pieces
FROM {{ ref('orders') }} o
LEFT JOIN {{ ref('order_lines') }} l ON l.order_id = o.order_id
WHERE l.quantity > 0 -- expect: SQL206
GROUP BY 1, 2
