SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count
FROM {{ ref('orders') }} o
WHERE o.region <> '?'
  AND o.amount > ? -- expect: SQL007
GROUP BY 1, 2
