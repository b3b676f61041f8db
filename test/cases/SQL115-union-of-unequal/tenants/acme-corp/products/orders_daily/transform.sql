SELECT o.region, o.amount FROM {{ ref('orders') }} o
UNION ALL
SELECT o.region FROM {{ ref('orders') }} o -- expect: SQL115
