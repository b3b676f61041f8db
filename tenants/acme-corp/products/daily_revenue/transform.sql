SELECT
  DATE_TRUNC('day', o.order_date) AS date,
  o.region,
  p.category AS product_category,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS gross_revenue,
  SUM(o.amount - p.unit_cost) AS net_revenue,
  AVG(o.amount) AS avg_order_value
FROM {{ ref('orders') }} o
LEFT JOIN {{ ref('products') }} p
  ON o.product_id = p.product_id
GROUP BY 1, 2, 3
