SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  INTERVAL 1 DAY AS revenue -- expect: TYP104
FROM {{ ref('orders') }} o
GROUP BY 1, 2
