SELECT IFNULL(a, 0) AS a, NVL(b, 0) AS b, ZEROIFNULL(c) AS c FROM db.schema.t
SELECT IFF(a > 1, 'x', 'y') AS x, DIV0(a, b + 1) AS d FROM t
SELECT DATEDIFF('day', a, b) AS d, DATEDIFF(week, a, b) AS w FROM t
SELECT DATEADD(day, 7, ordered_at) AS d FROM orders
SELECT DATE_TRUNC('month', ordered_at) AS m, DATE_TRUNC('week', ordered_at) AS w FROM orders
SELECT amount::number(10,2) AS a, amount::varchar AS b, d::timestamp_ntz AS c FROM orders
SELECT order_id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY region ORDER BY amount DESC) = 1
SELECT details:channel::string AS c FROM orders
SELECT f.value FROM orders, LATERAL FLATTEN(input => tags) f
SELECT CONCAT(a, b) AS ab, a || b AS c FROM t
SELECT LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name) AS n FROM customers
SELECT COUNT_IF(amount > 0) AS n, MAX_BY(region, amount) AS r FROM orders
SELECT TO_VARCHAR(ordered_at, 'YYYY-MM-DD') AS d, TO_CHAR(1) AS c FROM orders
SELECT TRY_TO_NUMBER(a) AS n, TRY_CAST(a AS int) AS i, TO_NUMBER(a) AS t FROM t
SELECT EQUAL_NULL(a, b) AS e, DECODE(a, 1, 'x', 'y') AS d FROM t
SELECT a FROM t ORDER BY a DESC // newest first
SELECT YEAR(d) AS y, MONTH(d) AS m, WEEK(d) AS w, DAYOFWEEK(d) AS x FROM t
SELECT SPLIT_PART(a, ',', 1) AS s, STARTSWITH(a, 'x') AS b, CHARINDEX('x', a) AS c FROM t
SELECT tags[0] AS t FROM orders
SELECT 'it\'s' AS a, 'a\nb' AS b
SELECT TOP 10 * FROM orders
SELECT GREATEST(a, b) AS g FROM t
SELECT CURRENT_DATE AS d, CURRENT_TIMESTAMP() AS t
SELECT $1 FROM t
SELECT SHA2(a, 256) AS h, SHA2(a, 512) AS i, MD5(a) AS m FROM t
SELECT * EXCLUDE (a) FROM t SAMPLE (10)
SELECT a FROM IDENTIFIER('t')
SELECT last_day(d) AS l, last_day(d, 'year') AS y FROM t
