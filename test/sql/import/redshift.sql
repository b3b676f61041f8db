SELECT NVL(amount, 0) AS a, NVL2(region, 1, 2) AS b FROM public.orders
SELECT DATEDIFF(day, a, b) AS d, DATEDIFF(week, a, b) AS w FROM t
SELECT DATEADD(month, -1, ordered_at) AS m FROM orders
SELECT GETDATE() AS now, SYSDATE AS s
SELECT DECODE(status, 'a', 1, 'b', 2, 0) AS s FROM orders
SELECT LISTAGG(name, ',') AS n FROM customers
SELECT LEN(name) AS n, CHARINDEX('a', name) AS p FROM customers
SELECT amount::float / 2 AS a, quantity / items AS b FROM orders
SELECT TOP 5 order_id FROM orders ORDER BY amount DESC
SELECT order_id FROM orders ORDER BY amount DESC LIMIT 5
SELECT CONCAT(a, b) AS ab FROM t
SELECT TO_CHAR(ordered_at, 'YYYYMM') AS m FROM orders
SELECT TO_DATE(d, 'YYYY-MM-DD') AS d FROM t
SELECT TRUNC(amount) AS a, TRUNC(amount, 2) AS b FROM orders
SELECT order_id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) = 1
SELECT amount::int AS a, amount::decimal(10,1) AS b FROM orders
SELECT a FROM t1 MINUS SELECT a FROM t2
SELECT DATE_TRUNC('week', ordered_at) AS w FROM orders
SELECT AVG(quantity) AS q FROM items
SELECT MEDIAN(amount) AS m FROM orders
SELECT JSON_EXTRACT_PATH_TEXT(details, 'a') AS a FROM orders
SELECT name ILIKE 'a%' AS a, name SIMILAR TO 'a|b' AS b FROM customers
SELECT COUNT(DISTINCT customer_id) AS n FROM orders WHERE ordered_at BETWEEN '2026-01-01' AND '2026-02-01'
SELECT STRTOL('ff', 16) AS n
SELECT CASE WHEN amount > 1 THEN 'x' END AS c FROM orders WHERE region IN ('eu', 'us')
SELECT a.*, b.c FROM s.a LEFT OUTER JOIN s.b USING (id)
