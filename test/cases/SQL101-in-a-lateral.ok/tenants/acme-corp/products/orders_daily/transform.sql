SELECT
  o.order_id,
  DATE_TRUNC('day', o.ordered_at) AS day,
  near.other
FROM {{ ref('orders') }} o,
LATERAL (
  SELECT o.amount + 1
) near(other)
