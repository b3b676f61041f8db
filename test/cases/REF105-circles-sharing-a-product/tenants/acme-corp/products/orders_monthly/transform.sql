SELECT
  DATE_TRUNC('month', d.day) AS month,
  SUM(d.revenue) AS revenue
FROM {{ ref('orders_daily') }} d
GROUP BY 1
