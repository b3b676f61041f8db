SELECT
  DATE_TRUNC('month', d.day) AS month,
  d.regoin AS region, -- expect: SQL102
  SUM(d.revenue) AS revenue
FROM {{ ref('orders_daily') }} d
GROUP BY 1, 2
