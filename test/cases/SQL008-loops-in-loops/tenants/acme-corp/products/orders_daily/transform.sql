SELECT
  DATE_TRUNC('day', o.ordered_at) AS day,
  o.region,
  COUNT(DISTINCT o.order_id) AS order_count,
  SUM(o.amount) AS revenue
FROM {{ ref('orders') }} o
WHERE o.order_id NOT IN ({% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{% for b in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{% for c in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{% for d in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{% for e in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{% for f in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{% for g in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{% for h in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{{ a }},{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %} 0) -- expect: SQL008
GROUP BY 1, 2
