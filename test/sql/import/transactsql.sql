SELECT TOP 10 [order id], o.[amount] FROM [dbo].[orders] o ORDER BY o.[amount] DESC
SELECT TOP (5) WITH TIES a FROM t ORDER BY a
SELECT ISNULL(a, 0) AS a, IIF(b > 1, 'x', 'y') AS b FROM t
SELECT DATEDIFF(day, a, b) AS d, DATEDIFF(week, a, b) AS w FROM t
SELECT DATEADD(month, 1, d) AS m, EOMONTH(d) AS e FROM t
SELECT CONVERT(varchar(10), a) AS a, CONVERT(varchar, d, 120) AS d, TRY_CONVERT(int, s) AS s FROM t
SELECT first_name + ' ' + last_name AS n, a + b AS s FROM t
SELECT LEN(a) AS l, CHARINDEX('x', a) AS c, SUBSTRING(a, 1, 2) AS s FROM t
SELECT GETDATE() AS g, GETUTCDATE() AS u, SYSDATETIME() AS s
SELECT a / b AS q, a / 2 AS r, a / 2.0 AS s FROM t
SELECT a FROM t WITH (NOLOCK) WHERE b = N'x'
SELECT a FROM t ORDER BY a OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY
SELECT o.id, x.n FROM orders o CROSS APPLY (SELECT COUNT(*) AS n FROM items i WHERE i.order_id = o.id) x
SELECT STRING_AGG(name, ',') WITHIN GROUP (ORDER BY name) AS n FROM t
SELECT DATEPART(year, d) AS y, DATEPART(weekday, d) AS w, YEAR(d) AS z FROM t
SELECT AVG(quantity) AS a, COUNT_BIG(*) AS n, STDEV(a) AS s FROM t
SELECT CAST(a AS int) AS i, CAST(b AS money) AS m, CAST(c AS bit) AS t FROM t
SELECT CONCAT(a, b) AS c FROM t
SELECT FORMAT(d, 'yyyy-MM') AS f FROM t
SELECT * FROM t PIVOT (SUM(a) FOR b IN ([x], [y])) p
SELECT a FROM #temp
SELECT @x AS a
SELECT a INTO b FROM t
SELECT DATEFROMPARTS(2026, 1, 2) AS d, DATETRUNC(month, d) AS m FROM t
SELECT CASE WHEN a = 'x' THEN 1 ELSE 0 END AS c FROM t OPTION (MAXDOP 1)
SELECT JSON_VALUE(j, '$.a') AS a FROM t
SELECT a FROM db..t
SELECT NEWID() AS n, a ^ b AS x, a % b AS m FROM t
SELECT o.id FROM dbo.orders o JOIN orders p ON p.id = o.parent JOIN archive.orders q ON q.id = o.id
SELECT o.id, x.n FROM orders o OUTER APPLY (SELECT MAX(i.n) AS n FROM items i WHERE i.order_id = o.id) AS x
