SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  CAST(MAX(o.ordered_at) AS BOOLEAN) AS revenue -- expect: TYP106
FROM {{ ref('orders') }} o
GROUP BY 1, 2
