SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS revenue
FROM {{ ref('orders') }} o
{% if var('with_regions') %}
JOIN {{ ref('regions') }} r ON r.region = o.region
{% endif %}
GROUP BY 1, 2
