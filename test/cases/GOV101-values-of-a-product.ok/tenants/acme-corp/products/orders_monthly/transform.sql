SELECT
  COUNT(*) AS days
FROM {{ ref('orders_daily') }} d
WHERE d.revenue > 1000
