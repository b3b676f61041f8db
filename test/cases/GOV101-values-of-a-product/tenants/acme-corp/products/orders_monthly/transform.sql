SELECT
  COUNT(*) AS days,
  MAX(d.region) AS last_region
FROM {{ ref('orders_daily') }} d
WHERE d.revenue > 1000
