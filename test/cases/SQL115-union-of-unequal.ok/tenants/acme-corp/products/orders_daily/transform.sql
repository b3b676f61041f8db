SELECT o.region, o.amount FROM {{ ref('orders') }} o
UNION ALL
SELECT o.region, 0 FROM {{ ref('orders') }} o
