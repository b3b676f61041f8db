SELECT
  order_id,
  amount,
  region,
  ordered_at
FROM {{ ref('orders') }}
