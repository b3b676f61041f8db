WITH lines AS (
  SELECT
    order_id,
    SUM(quantity) AS pieces
  FROM {{ ref('order_lines') }}
  GROUP BY order_id
)
SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(l.pieces) AS pieces,
  SUM(o.amount) AS revenue
FROM {{ ref('orders') }} o
LEFT JOIN lines l ON l.order_id = o.order_id
GROUP BY 1, 2
