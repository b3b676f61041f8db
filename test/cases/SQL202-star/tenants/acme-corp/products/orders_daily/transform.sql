SELECT * -- expect: SQL202
FROM {{ ref('orders') }}
