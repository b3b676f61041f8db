SELECT
  DATE_TRUNC('week', d.day) AS week,
  SUM(d.revenue) AS revenue
FROM {{ ref('orders_daily') }} d
GROUP BY 1
