SELECT IFNULL(a, 0) AS a, IIF(b > 1, 'x', 'y') AS b FROM t
SELECT [order id], `b`, "c" FROM [main].[orders]
SELECT strftime('%Y-%m', d) AS m, date('now') AS n FROM t
SELECT date(d, '+1 day') AS n FROM t
SELECT julianday(b) - julianday(a) AS d FROM t
SELECT a / b AS q, 7 / 2 AS h, 7.0 / 2 AS x FROM t
SELECT name FROM t WHERE name LIKE 'a%'
SELECT name FROM t WHERE name GLOB 'a*'
SELECT group_concat(name) AS n, group_concat(name, ';') AS m FROM t
SELECT a FROM t ORDER BY a LIMIT 10, 5
SELECT a || b AS c FROM t
SELECT CAST(a AS INTEGER) AS i, CAST(b AS REAL) AS r, CAST(c AS TEXT) AS t FROM t
SELECT MAX(a, b) AS m, MAX(a) OVER () AS n FROM t
SELECT total(a) AS t, SUM(a) AS s, AVG(a) AS v FROM t
SELECT substr(a, 1, 2) AS s, instr(a, 'x') AS i, length(a) AS l FROM t
SELECT a == b AS e, a IS b AS f, a <> b AS g FROM t
SELECT datetime(d) AS d, time(d) AS t FROM t
SELECT typeof(a) AS t FROM t
SELECT random() AS r FROM t
SELECT json_extract(a, '$.b') AS b, a ->> '$.c' AS c FROM t
SELECT rowid, a FROM t
WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3) SELECT n FROM c
SELECT printf('%05d', a) AS p FROM t
SELECT a FROM t INDEXED BY i
SELECT COUNT(*) AS n FROM t WHERE d >= '2026-01-01'
SELECT ROW_NUMBER() OVER (ORDER BY a) AS n FROM t
SELECT a FROM t1 LEFT JOIN t2 USING (id) WHERE b ISNULL
