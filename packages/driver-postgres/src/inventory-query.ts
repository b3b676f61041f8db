import { controlAccessOfTenant } from './control-query.ts';

/**
 * Everything of one tenant in one statement, so in one snapshot: $1 is what its names start with
 * (`tenant_acme_corp__`; compared with starts_with, since an underscore is a wildcard of LIKE), $2 the first 50 bytes
 * of it where it is longer (names that were shortened), else null, $3 what its marks start with, $4 what its policies
 * on the shared tables are called.
 *
 * A name that was shortened may look like a name of a tenant with a longer slug: there the mark decides.
 */
const belongs = (name: string, comment: string): string => `(
  starts_with(${name}, $1) AND NOT (
    ${name} ~ '^.{50}_[0-9a-f]{12}$' AND starts_with(coalesce(${comment}, ''), 'akili:{"tenant":')
    AND NOT starts_with(${comment}, $3))
  OR $2::text IS NOT NULL AND ${name} ~ '^.{50}_[0-9a-f]{12}$' AND starts_with(${name}, $2)
    AND starts_with(coalesce(${comment}, ''), $3)
)`;

/** NULL in a list of privileges means the built-in default, which gives nobody but the owner anything. */
const grants = (acl: string, owner: string, extra = ''): string => `(
  SELECT jsonb_agg(jsonb_build_object('to', CASE WHEN item.grantee = 0 THEN NULL ELSE pg_get_userbyid(item.grantee) END,
    'privilege', item.privilege_type, 'grantable', item.is_grantable${extra}))
  FROM aclexplode(${acl}) item WHERE item.grantee <> ${owner})`;

const defaultPrivileges = (condition: string): string => `(
  SELECT jsonb_agg(jsonb_build_object('by', pg_get_userbyid(d.defaclrole), 'on', d.defaclobjtype,
    'to', CASE WHEN item.grantee = 0 THEN NULL ELSE pg_get_userbyid(item.grantee) END,
    'privilege', item.privilege_type, 'grantable', item.is_grantable))
  FROM pg_default_acl d, aclexplode(d.defaclacl) item WHERE ${condition} AND item.grantee <> d.defaclrole)`;

const roles = `
  SELECT jsonb_agg(jsonb_build_object(
    'name', r.rolname, 'comment', r.comment, 'login', r.rolcanlogin, 'inherit', r.rolinherit,
    'connectionLimit', r.rolconnlimit,
    'attributes', array_remove(ARRAY[
      CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
      CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
      CASE WHEN r.rolreplication THEN 'REPLICATION' END], NULL),
    'settings', (
      SELECT jsonb_agg(jsonb_build_object('database', b.datname, 'setting', s.setting))
      FROM (SELECT setdatabase, unnest(setconfig) AS setting FROM pg_db_role_setting WHERE setrole = r.oid) s
      LEFT JOIN pg_database b ON b.oid = s.setdatabase),
    'memberOf', (
      SELECT jsonb_agg(to_jsonb(m) || jsonb_build_object('role', g.rolname))
      FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid),
    'members', (
      SELECT jsonb_agg(to_jsonb(m) || jsonb_build_object('role', g.rolname, 'creates', g.rolcreaterole OR g.rolsuper))
      FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.member WHERE m.roleid = r.oid),
    'defaultPrivileges', ${defaultPrivileges('d.defaclrole = r.oid AND d.defaclnamespace = 0')}
  )) FROM tenant_roles r`;

const schemas = `
  SELECT jsonb_agg(jsonb_build_object(
    'name', n.nspname, 'comment', n.comment, 'owner', pg_get_userbyid(n.nspowner),
    'grants', ${grants('n.nspacl', 'n.nspowner')},
    'defaultPrivileges', ${defaultPrivileges('d.defaclnamespace = n.oid')}
  )) FROM tenant_schemas n`;

/** Size 0 is exact; above it the server's own running count, which everybody may read, else its last estimate. */
const rows = `(CASE WHEN c.relkind <> 'r' THEN NULL WHEN coalesce(pg_relation_size(c.oid), 0) = 0 THEN 0
      ELSE nullif(greatest(pg_stat_get_live_tuples(c.oid), c.reltuples::bigint, 0), 0) END)`;

/** Views and materialized views outside the tenant's schemas that read it: they show what their owner may see. */
const viewsBeyond = `(
      SELECT jsonb_agg(DISTINCT jsonb_build_object('schema', s.nspname, 'name', v.relname))
      FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class v ON v.oid = w.ev_class
        JOIN pg_namespace s ON s.oid = v.relnamespace
      WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
        AND v.oid <> c.oid AND NOT EXISTS (SELECT FROM tenant_schemas o WHERE o.oid = s.oid))`;

const relations = `
  SELECT jsonb_agg(jsonb_build_object(
    'schema', n.nspname, 'name', c.relname, 'kind', c.relkind, 'comment', obj_description(c.oid, 'pg_class'),
    'owner', pg_get_userbyid(c.relowner),
    'rowSecurity', CASE WHEN NOT c.relrowsecurity THEN 'off' WHEN c.relforcerowsecurity THEN 'forced' ELSE 'enabled' END,
    'columns', (
      SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'nullable', NOT a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid),
        'made', concat(a.attidentity, a.attgenerated)))
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
    'columnGrants', (
      SELECT jsonb_agg(granted) FROM pg_attribute a, jsonb_array_elements(
        ${grants('a.attacl', 'c.relowner', ", 'column', a.attname")}) granted
      WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL AND NOT a.attisdropped),
    'indexes', (
      SELECT jsonb_agg(jsonb_build_object('name', i.relname, 'unique', x.indisunique,
        'nullsNotDistinct', x.indnullsnotdistinct,
        'columns', (SELECT jsonb_agg(a.attname ORDER BY k.position)
          FROM unnest(x.indkey::int2[]) WITH ORDINALITY AS k(number, position)
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number),
        'constraint', (SELECT min(k.conname) FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.conrelid = c.oid),
        'unusual', CASE WHEN x.indexprs IS NOT NULL OR x.indpred IS NOT NULL OR NOT x.indisvalid
            OR x.indnatts <> x.indnkeyatts OR m.amname <> 'btree' OR 0 <> ANY (x.indoption::int2[])
          THEN CASE WHEN x.indisvalid THEN '' ELSE 'invalid: ' END || pg_get_indexdef(x.indexrelid) END))
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam
      WHERE x.indrelid = c.oid),
    'constraints', (
      SELECT jsonb_agg(jsonb_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid)))
      FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> 'n'),
    'policies', (
      SELECT jsonb_agg(jsonb_build_object('name', p.polname, 'command', p.polcmd, 'permissive', p.polpermissive,
        'roles', (SELECT jsonb_agg(CASE WHEN member = 0 THEN NULL ELSE pg_get_userbyid(member) END)
          FROM unnest(p.polroles) AS member),
        'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)))
      FROM pg_policy p WHERE p.polrelid = c.oid),
    'triggers', (SELECT jsonb_agg(t.tgname) FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
    'rows', ${rows}, 'views', ${viewsBeyond},
    'rules', (SELECT jsonb_agg(w.rulename) FROM pg_rewrite w WHERE w.ev_class = c.oid AND w.rulename <> '_RETURN'),
    'grants', ${grants('c.relacl', 'c.relowner')}
  )) FROM tenant_schemas n JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`;

/** Functions run with the rights of whoever made them; a sequence says how many rows there were. None is declared. */
const others = `
  SELECT jsonb_agg(jsonb_build_object('kind', o.kind, 'name', n.nspname || '.' || o.name)) FROM tenant_schemas n JOIN (
    SELECT pronamespace AS schema, 'lookup.function' AS kind, proname AS name FROM pg_proc
    UNION ALL
    SELECT c.relnamespace, 'lookup.sequence', c.relname FROM pg_class c WHERE c.relkind = 'S' AND NOT EXISTS (
      SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')
  ) o ON o.schema = n.oid`;

export const inventoryQuery = `WITH tenant_roles AS (
  SELECT * FROM (SELECT r.*, shobj_description(r.oid, 'pg_authid') AS comment FROM pg_roles r) r
  WHERE ${belongs('r.rolname::text', 'r.comment')}
), tenant_schemas AS (
  SELECT * FROM (SELECT n.*, obj_description(n.oid, 'pg_namespace') AS comment FROM pg_namespace n) n
  WHERE ${belongs('n.nspname::text', 'n.comment')}
)
SELECT (${roles}) AS roles, (${schemas}) AS schemas, (${relations}) AS relations, (${others}) AS others,
  (${controlAccessOfTenant}) AS control`;
