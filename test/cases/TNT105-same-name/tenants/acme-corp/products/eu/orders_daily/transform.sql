SELECT
  DATE_TRUNC('month', o.ordered_at) AS month,
  SUM(o.amount) AS revenue
FROM {{ ref('orders') }} o
GROUP BY 1
