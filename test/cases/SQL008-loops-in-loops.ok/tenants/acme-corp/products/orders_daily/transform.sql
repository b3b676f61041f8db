SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS revenue
FROM {{ ref('orders') }} o
WHERE o.order_id NOT IN ({% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{{ a }},{% endfor %} 0)
GROUP BY 1, 2
