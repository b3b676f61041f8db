SELECT
  o.*,
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.amount AS revenue
FROM {{ ref('orders') }} o
