import { describe, expect, test } from 'vitest';
import { readStatement } from './index.ts';
import type { Version } from './version.ts';

/** The statements that the StarRocks driver plans and the reads that it makes: kind of statement, text, first version. */
const statements: readonly (readonly [kind: string, text: string, since?: Version])[] = [
  [
    'createCatalog',
    `CREATE EXTERNAL CATALOG IF NOT EXISTS \`tenant_acme_corp_catalog\`
COMMENT 'data of acme-corp'
PROPERTIES (
  "type" = "iceberg",
  "iceberg.catalog.type" = "rest",
  -- auth
  "iceberg.catalog.security" = "oauth2",
  "iceberg.catalog.vended-credentials-enabled" = "false",   -- the default is true
  "aws.s3.enable_path_style_access" = "true",
  "aws.s3.access_key" = "k", "aws.s3.secret_key" = "s"
);`,
  ],
  ['createCatalog', `CREATE EXTERNAL CATALOG c PROPERTIES ("type" = "iceberg")`],
  ['alterCatalog', `ALTER CATALOG c SET PROPERTIES("catalog.access.control"="allowall")`],
  ['alterCatalog', `ALTER CATALOG c SET ("ranger.plugin.hive.service.name" = "x")`],
  ['setCatalog', 'SET CATALOG tenant_acme_corp_catalog'],
  ['setCatalog', 'SET CATALOG `tenant_acme_corp_catalog`'],
  ['use', 'USE tenant_acme_corp_catalog.sales'],
  ['use', 'USE sales'],
  ['show', 'SHOW CATALOGS'],
  ['show', 'SHOW CREATE CATALOG tenant_acme_corp_catalog'],
  ['drop', 'DROP CATALOG tenant_acme_corp_catalog'],
  ['drop', 'DROP CATALOG IF EXISTS `tenant_acme_corp_catalog`'],
  ['createDatabase', 'CREATE DATABASE IF NOT EXISTS `c`.`sales` PROPERTIES ("location" = "s3://b/tenant-1/sales/")'],
  ['createDatabase', 'CREATE DATABASE sales'],
  ['drop', 'DROP DATABASE IF EXISTS sales'],
  ['drop', 'DROP DATABASE sales FORCE'],
  ['show', 'SHOW DATABASES FROM tenant_acme_corp_catalog'],
  ['show', 'SHOW CREATE DATABASE sales'],
  ['createTable', 'CREATE TABLE t (id int, score double)'],
  [
    'createTable',
    'CREATE TABLE IF NOT EXISTS `c`.`d`.`t` (a VARCHAR(20) NULL COMMENT "x", b DECIMAL(38, 9), dt DATE) PARTITION BY (b, dt) PROPERTIES ("file_format" = "parquet")',
  ],
  ['createTable', 'CREATE TABLE t (a INT, dt DATE) PARTITION BY bucket(a, 10), year(dt)'],
  ['createTable', 'CREATE TABLE t (a INT, b INT) ORDER BY (a ASC NULLS FIRST, b DESC NULLS LAST)', '4.0'],
  ['createTable', 'CREATE TABLE t PARTITION BY (a) AS SELECT a FROM u'],
  ['createTable', 'CREATE TABLE t (x, y) AS SELECT a, b FROM u'],
  [
    'createTable',
    'CREATE TABLE t (k INT NOT NULL, v BIGINT SUM DEFAULT "0") ENGINE = OLAP AGGREGATE KEY (k) COMMENT "c" DISTRIBUTED BY HASH (k) BUCKETS 3 PROPERTIES ("replication_num" = "1")',
  ],
  ['createTable', 'CREATE TABLE t (k INT NOT NULL, v INT) PRIMARY KEY (k) DISTRIBUTED BY HASH (k) ORDER BY (v)'],
  [
    'createTable',
    'CREATE TABLE t (id BIGINT NOT NULL AUTO_INCREMENT, ts DATETIME DEFAULT CURRENT_TIMESTAMP) DUPLICATE KEY (id) DISTRIBUTED BY RANDOM',
  ],
  ['createTableLike', 'CREATE TABLE t LIKE d.u'],
  ['alterTable', 'ALTER TABLE c.d.t ADD COLUMN x INT AFTER a, DROP COLUMN b, MODIFY COLUMN e BIGINT'],
  ['alterTable', 'ALTER TABLE t ADD COLUMN (x INT, y STRING COMMENT "z")'],
  ['alterTable', 'ALTER TABLE t RENAME COLUMN a TO b'],
  ['alterTable', 'ALTER TABLE t ADD PARTITION COLUMN month(d), bucket(k, 10)'],
  ['alterTable', 'ALTER TABLE t DROP PARTITION COLUMN day(d)'],
  ['alterTable', 'ALTER TABLE t SET ("a" = "b")'],
  ['alterTable', 'ALTER TABLE t RENAME u'],
  ['alterTable', 'ALTER TABLE t SWAP WITH u'],
  ['alterTable', 'ALTER TABLE t COMMENT = "x"'],
  ['alterTable', 'ALTER TABLE t ORDER BY (a, b)'],
  ['drop', 'DROP TABLE t'],
  ['drop', 'DROP TABLE IF EXISTS c.d.t FORCE'],
  ['truncate', 'TRUNCATE TABLE c.d.t'],
  ['delete', "DELETE FROM c.d.t WHERE day = '2026-01-01'"],
  ['update', 'UPDATE t SET a = 1, b = b + 1 WHERE k = 2'],
  ['insert', 'INSERT INTO c.d.t SELECT * FROM u'],
  ['insert', "INSERT INTO t (a, b) VALUES (1, 'x'), (DEFAULT, NULL)"],
  ['insert', 'INSERT OVERWRITE t WITH x AS (SELECT 1) SELECT * FROM x'],
  ['show', 'SHOW CREATE TABLE c.d.t'],
  ['show', 'SHOW TABLES FROM c.d'],
  ['show', 'SHOW FULL COLUMNS FROM t FROM d'],
  ['describe', 'DESC c.d.t'],
  ['describe', 'DESCRIBE t ALL'],
  ['refreshTable', 'REFRESH EXTERNAL TABLE c.d.t'],
  ['refreshTable', "REFRESH EXTERNAL TABLE t PARTITION ('date=2022-12-20', 'date=2022-12-21')"],
  ['show', 'SHOW ALTER TABLE COLUMN'],
  ['show', 'SHOW ALTER TABLE COLUMN FROM d WHERE TableName = "t" ORDER BY CreateTime DESC LIMIT 1'],
  ['show', 'SHOW ALTER TABLE ROLLUP FROM d'],
  ['createView', 'CREATE VIEW v AS SELECT 1'],
  ['createView', "CREATE OR REPLACE VIEW d.v (a COMMENT 'x', b) COMMENT 'y' AS SELECT a, b FROM t"],
  ['createView', 'CREATE VIEW IF NOT EXISTS c.d.v PROPERTIES ("k" = "v") AS SELECT 1', '4.0'],
  ['alterView', 'ALTER VIEW d.v (a, b) AS SELECT a, b FROM t'],
  ['alterView', 'ALTER VIEW c.d.v ADD DIALECT SELECT a FROM t', '3.5'],
  ['alterView', 'ALTER VIEW c.d.v MODIFY DIALECT SELECT a FROM t', '3.5'],
  ['drop', 'DROP VIEW IF EXISTS d.v'],
  ['show', 'SHOW CREATE VIEW d.v'],
  [
    'createMaterializedView',
    `CREATE MATERIALIZED VIEW IF NOT EXISTS \`tenant_acme_corp__sales\`.\`daily_revenue\`
COMMENT "akili:daily_revenue@1.0.0 sha256=0123"
DISTRIBUTED BY HASH(\`date\`,\`region\`) BUCKETS 8
REFRESH DEFERRED ASYNC START ('2026-01-01 06:00:00') EVERY (INTERVAL 1 HOUR)
PARTITION BY date_trunc('day', ts)
ORDER BY (\`date\`, \`region\`)
PROPERTIES ("replication_num"="1", "resource_group"="rg", "session.insert_timeout"="3600")
AS SELECT * FROM \`tenant_acme_corp_catalog\`.\`sales\`.\`daily_revenue\``,
  ],
  ['createMaterializedView', 'CREATE MATERIALIZED VIEW mv REFRESH MANUAL AS SELECT a FROM t'],
  ['createMaterializedView', 'CREATE MATERIALIZED VIEW mv REFRESH DEFERRED MANUAL AS SELECT a FROM t'],
  ['createMaterializedView', 'CREATE MATERIALIZED VIEW mv REFRESH IMMEDIATE ASYNC AS SELECT a FROM t'],
  ['createMaterializedView', 'CREATE MATERIALIZED VIEW mv REFRESH ASYNC EVERY(INTERVAL 5 MINUTE) AS SELECT a FROM t'],
  ['createMaterializedView', 'CREATE MATERIALIZED VIEW mv DISTRIBUTED BY RANDOM BUCKETS 2 AS SELECT a FROM t'],
  [
    'createMaterializedView',
    'CREATE MATERIALIZED VIEW mv PARTITION BY dt DISTRIBUTED BY HASH(k) REFRESH ASYNC AS SELECT a FROM t',
  ],
  [
    'createMaterializedView',
    'CREATE MATERIALIZED VIEW mv REFRESH MANUAL PARTITION BY (a, b) AS SELECT a, b FROM t',
    '3.5',
  ],
  ['createMaterializedView', 'CREATE MATERIALIZED VIEW mv AS SELECT a, SUM(b) FROM t GROUP BY a'],
  ['refreshMaterializedView', 'REFRESH MATERIALIZED VIEW d.mv'],
  ['refreshMaterializedView', 'REFRESH MATERIALIZED VIEW d.mv PARTITION START ("2020-02-01") END ("2020-03-01") FORCE'],
  ['refreshMaterializedView', 'REFRESH MATERIALIZED VIEW d.mv FORCE WITH SYNC MODE'],
  ['refreshMaterializedView', 'REFRESH MATERIALIZED VIEW d.mv WITH ASYNC MODE'],
  ['cancelRefresh', 'CANCEL REFRESH MATERIALIZED VIEW d.mv'],
  ['cancelRefresh', 'CANCEL REFRESH MATERIALIZED VIEW d.mv FORCE'],
  ['alterMaterializedView', 'ALTER MATERIALIZED VIEW d.mv RENAME n'],
  ['alterMaterializedView', 'ALTER MATERIALIZED VIEW d.mv REFRESH ASYNC EVERY (INTERVAL 1 DAY)'],
  ['alterMaterializedView', 'ALTER MATERIALIZED VIEW d.mv REFRESH MANUAL'],
  ['alterMaterializedView', 'ALTER MATERIALIZED VIEW d.mv ACTIVE'],
  ['alterMaterializedView', 'ALTER MATERIALIZED VIEW d.mv INACTIVE'],
  ['alterMaterializedView', 'ALTER MATERIALIZED VIEW d.mv SWAP WITH d.mv2'],
  ['alterMaterializedView', 'ALTER MATERIALIZED VIEW d.mv SET ("session.insert_timeout" = "3600")'],
  ['drop', 'DROP MATERIALIZED VIEW IF EXISTS d.mv'],
  ['show', 'SHOW MATERIALIZED VIEWS FROM d WHERE NAME LIKE "daily%"'],
  ['show', 'SHOW CREATE MATERIALIZED VIEW d.mv'],
  ['query', "SELECT * FROM default_catalog.information_schema.task_runs WHERE `TASK_NAME` = 'mv-1'"],
  ['createRole', 'CREATE ROLE IF NOT EXISTS `tenant_acme_reader`'],
  ['drop', 'DROP ROLE a'],
  [
    'createUser',
    "CREATE USER IF NOT EXISTS 'acme_app'@'%' IDENTIFIED WITH mysql_native_password AS '*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9' DEFAULT ROLE `tenant_acme_reader`",
  ],
  ['createUser', "CREATE USER jack@'172.10.1.10' IDENTIFIED BY '123456'"],
  ['createUser', "CREATE USER jack@'172.10.1.10' IDENTIFIED BY PASSWORD '*6BB4'"],
  ['createUser', "CREATE USER 'jack'@['example_domain'] IDENTIFIED WITH authentication_ldap_simple"],
  ['createUser', "CREATE USER 'jack'@'192.168.%' DEFAULT ROLE db_admin, user_admin"],
  ['alterUser', "ALTER USER 'acme_app'@'%' DEFAULT ROLE `tenant_acme_reader`"],
  ['alterUser', "ALTER USER 'acme_app'@'%' DEFAULT ROLE ALL"],
  ['alterUser', "ALTER USER 'acme_app' IDENTIFIED WITH mysql_native_password BY 'x'"],
  [
    'alterUser',
    `ALTER USER 'acme_app' SET PROPERTIES ("max_user_connections"="50","catalog"="tenant_acme_corp_catalog","database"="sales","session.query_timeout"="600")`,
  ],
  ['drop', "DROP USER 'acme_app'@'%'"],
  ['setProperty', "SET PROPERTY FOR 'jack' 'max_user_connections' = '1000'"],
  ['setDefaultRole', "SET DEFAULT ROLE a, b TO 'jack'@'%'"],
  ['setRole', 'SET ROLE ALL'],
  ['setRole', "SET ROLE 'a', b"],
  ['setPassword', "SET PASSWORD FOR 'jack'@'%' = PASSWORD('x')"],
  ['executeAs', "EXECUTE AS 'rose'@'%' WITH NO REVERT"],
  ['grant', "GRANT `tenant_acme_reader` TO USER 'acme_app'@'%'"],
  ['grant', 'GRANT a, b TO ROLE c'],
  ['grant', 'GRANT a TO EXTERNAL GROUP g', '4.0'],
  ['grant', 'GRANT USAGE ON CATALOG `tenant_acme_corp_catalog` TO ROLE `tenant_acme_reader`'],
  ['grant', 'GRANT ALL ON ALL CATALOGS TO ROLE r'],
  ['grant', 'GRANT SELECT ON ALL TABLES IN ALL DATABASES TO ROLE `tenant_acme_reader`'],
  ['grant', 'GRANT SELECT ON ALL MATERIALIZED VIEWS IN DATABASE `t_acme` TO ROLE `tenant_acme_reader`'],
  ['grant', 'GRANT SELECT, INSERT ON TABLE d.t, d.u TO ROLE r WITH GRANT OPTION'],
  ['grant', 'GRANT CREATE TABLE, CREATE MATERIALIZED VIEW, DROP ON DATABASE d TO ROLE r'],
  ['grant', 'GRANT ALL PRIVILEGES ON ALL VIEWS IN DATABASE d, e TO ROLE r'],
  ['grant', 'GRANT REFRESH, ALTER ON MATERIALIZED VIEW d.mv TO ROLE r'],
  ['grant', 'GRANT REFRESH ON ALL TABLES IN ALL DATABASES TO ROLE r', '4.0'],
  ['grant', 'GRANT ALTER ON RESOURCE GROUP rg TO ROLE r'],
  ['grant', 'GRANT CREATE RESOURCE GROUP, CREATE EXTERNAL CATALOG, OPERATE ON SYSTEM TO ROLE r'],
  ['grant', "GRANT IMPERSONATE ON USER 'rose'@'%' TO USER 'jack'@'%'"],
  ['grant', "GRANT SELECT ON *.* TO 'jack'@'%'"],
  ['grant', 'GRANT INSERT ON db1.* TO ROLE my_role'],
  ['grant', 'REVOKE SELECT ON ALL TABLES IN ALL DATABASES FROM ROLE r'],
  ['grant', "REVOKE a FROM USER 'jack'@'%'"],
  ['show', 'SHOW GRANTS'],
  ['show', 'SHOW GRANTS FOR ROLE r'],
  ['show', "SHOW GRANTS FOR 'u'@'%'"],
  ['show', 'SHOW GRANTS FOR ROLE public'],
  ['show', 'SHOW ROLES'],
  ['show', 'SHOW USERS'],
  ['show', "SHOW PROPERTY FOR 'u'"],
  ['show', "SHOW AUTHENTICATION FOR 'u'@'%'"],
  ['show', 'SHOW ALL AUTHENTICATION'],
  [
    'createResourceGroup',
    `CREATE RESOURCE GROUP \`rg_acme\`
TO (user='acme_app'), (role='tenant_acme_reader', query_type in ('select'))
WITH ('cpu_weight'='4', 'mem_limit'='20%', 'concurrency_limit'='20', 'big_query_cpu_second_limit'='600')`,
  ],
  ['alterResourceGroup', "ALTER RESOURCE GROUP rg_acme WITH ('mem_limit'='25%')"],
  ['alterResourceGroup', "ALTER RESOURCE GROUP rg_acme ADD (user='x')"],
  ['alterResourceGroup', 'ALTER RESOURCE GROUP rg_acme DROP (300040, 300041)'],
  ['alterResourceGroup', 'ALTER RESOURCE GROUP rg_acme DROP ALL'],
  ['drop', 'DROP RESOURCE GROUP rg_acme'],
  ['show', 'SHOW RESOURCE GROUPS ALL'],
  ['show', 'SHOW VERBOSE RESOURCE GROUPS ALL'],
  ['show', 'SHOW RESOURCE GROUP rg_acme'],
  ['sync', 'SYNC;'],
  ['query', 'select current_version()'],
  ['set', "SET query_timeout = 600, GLOBAL parallel_fragment_exec_instance_num = 4, @x = 1 + 1, @@sql_mode = 'x'"],
  ['set', 'SET SESSION query_timeout = DEFAULT'],
  ['setNames', 'SET NAMES utf8mb4'],
  ['show', "SHOW VARIABLES LIKE '%timeout%'"],
  ['show', 'SHOW FULL PROCESSLIST'],
  ['show', 'SHOW FRONTENDS'],
  ['show', 'SHOW BACKENDS'],
  ['kill', 'KILL QUERY 12'],
  ['explain', 'EXPLAIN COSTS SELECT a FROM t'],
  ['transaction', 'BEGIN', '3.5'],
  ['transaction', 'COMMIT WORK', '3.5'],
];

describe('the statements that the driver needs are accepted', () => {
  test.each(statements.map(([kind, text, since]) => ({ kind, text, version: since ?? '3.3' })))(
    '$kind: $text',
    (one) => {
      const { kind, text, version } = one;
      const read = readStatement(text, { version });
      expect(read.ok ? read.statement.kind : read.message).toBe(kind);
      expect(readStatement(text, { version: '4.1' })).toEqual(read);
    },
  );

  const newer = statements.flatMap(([, text, since]) => (since === undefined ? [] : [text]));
  test.each(newer)('%s is refused by a 3.3', (text) => {
    expect(readStatement(text, { version: '3.3' }).ok).toBe(false);
  });
});
