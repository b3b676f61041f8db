DELETE FROM {{ ref('orders') }} -- expect: SQL004
