WITH recent AS (
  SELECT *
  FROM {{ ref('orders') }}
  LIMIT 1000 -- expect: SQL203
)
SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS revenue
FROM recent o
GROUP BY 1, 2
