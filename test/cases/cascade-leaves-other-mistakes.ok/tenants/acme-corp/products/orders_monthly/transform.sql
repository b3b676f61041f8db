SELECT
  DATE_TRUNC('month', d.day) AS month,
  d.region,
  SUM(d.revenue) AS revenue
FROM {{ ref('orders_daily') }} d
GROUP BY 1, 2
