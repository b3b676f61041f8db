SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUMM(o.amount) AS revenue -- expect: SQL105
FROM {{ ref('orders') }} o
GROUP BY 1, 2
