SELECT order_id, amount FROM public.orders WHERE amount > 10
SELECT o.order_id, c.name FROM orders o JOIN customers AS c ON c.id = o.customer_id ORDER BY c.name DESC, o.order_id
SELECT id::bigint AS id, amount::numeric(10,2) AS amount FROM orders
SELECT region, SUM(amount) AS total FROM "Orders" GROUP BY region ORDER BY total DESC NULLS LAST LIMIT 3
SELECT date_trunc('month', ordered_at) AS month, COUNT(*) AS n FROM orders GROUP BY 1 ORDER BY 1
SELECT to_char(ordered_at, 'YYYY-MM-DD HH24:MI:SS') AS t FROM orders
SELECT quantity / 2 AS half, amount / 2.0 AS a, 7 / 2 AS b FROM items
SELECT a || '-' || b AS ab FROM t
SELECT name FROM customers WHERE name ~ '^A'
SELECT EXTRACT(dow FROM ordered_at) AS d, EXTRACT(second FROM ordered_at) AS s FROM orders
WITH recent AS (SELECT * FROM orders WHERE ordered_at > now() - INTERVAL '7 days') SELECT COUNT(*) AS n FROM recent
SELECT DISTINCT ON (customer_id) customer_id, ordered_at FROM orders ORDER BY customer_id, ordered_at DESC
SELECT COALESCE(a, b, 0) AS x, NULLIF(a, b) AS y FROM t
SELECT row_number() OVER (PARTITION BY region ORDER BY amount DESC) AS n FROM orders
SELECT string_agg(name, ', ' ORDER BY name DESC) AS names FROM customers
SELECT details->>'channel' AS channel FROM orders
SELECT * FROM orders o WHERE EXISTS (SELECT 1 FROM shop.items i WHERE i.order_id = o.id)
SELECT position('a' IN name) AS p, substring(name FROM 2 FOR 3) AS s, trim(BOTH 'x' FROM name) AS t FROM customers
SELECT n FROM generate_series(1, 3) AS g(n)
SELECT age(ordered_at) AS a FROM orders
SELECT ordered_at AT TIME ZONE 'Europe/Berlin' AS t FROM orders
SELECT my_function(amount) AS x FROM orders
SELECT name FROM customers WHERE name LIKE 'a\_b%'
SELECT E'it\'s' AS a, $$it's$$ AS b, 'it''s' AS c
SELECT a FROM s1.t UNION ALL SELECT a FROM s2.t -- two tables of one name
SELECT avg(amount) AS a, round(amount, 1) AS r, initcap(name) AS i FROM orders GROUP BY amount, name
SELECT COUNT(*) FILTER (WHERE amount > 0) AS n, CAST(MAX(ordered_at) AS timestamptz) AS t FROM orders
SELECT x IS DISTINCT FROM y AS d FROM t
SELECT * FROM orders FOR UPDATE
SELECT array_length(tags, 1) AS n, tags[1] AS first FROM orders
SELECT o.id FROM orders o JOIN public.orders p ON p.id = o.parent JOIN archive.orders q ON q.id = o.id
