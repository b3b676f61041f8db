WITH recent AS (
  SELECT *
  FROM {{ ref('orders') }}
  ORDER BY ordered_at DESC, order_id
  LIMIT 1000
)
SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS revenue
FROM recent o
GROUP BY 1, 2
