import { controlTables } from './control-specs.ts';

const names = controlTables.map(({ table }) => `'${table}'`).join(', ');

/** The shared tables, where they are there. */
const shared = `SELECT c.* FROM pg_class c
  WHERE c.relnamespace = to_regnamespace('akili') AND c.relkind = 'r' AND c.relname IN (${names})`;

const policy = `'table', c.relname, 'name', p.polname, 'command', p.polcmd, 'permissive', p.polpermissive,
  'comment', obj_description(p.oid, 'pg_policy'),
  'roles', (SELECT jsonb_agg(CASE WHEN member = 0 THEN NULL ELSE pg_get_userbyid(member) END)
    FROM unnest(p.polroles) AS member),
  'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)`;

const grant = `'table', c.relname, 'to', CASE WHEN item.grantee = 0 THEN NULL ELSE pg_get_userbyid(item.grantee) END,
  'privilege', item.privilege_type, 'grantable', item.is_grantable`;

/** A tenant's policies on them (their names start with $4), and what its roles are granted there. */
export const controlAccessOfTenant = `
  SELECT jsonb_build_object(
    'policies', (SELECT jsonb_agg(jsonb_build_object(${policy})) FROM (${shared}) c JOIN pg_policy p ON p.polrelid = c.oid
      WHERE starts_with(p.polname, $4)),
    'grants', (SELECT jsonb_agg(jsonb_build_object(${grant})) FROM (${shared}) c, aclexplode(c.relacl) item
      WHERE item.grantee IN (SELECT oid FROM tenant_roles)))`;

/** Everything of the platform: the shared tables, with the policies and grants that are no tenant's. */
export const platformQuery = `
SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
  CASE WHEN NOT c.relrowsecurity THEN 'off' WHEN c.relforcerowsecurity THEN 'forced' ELSE 'enabled' END AS security,
  (SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
      'nullable', NOT a.attnotnull) ORDER BY a.attname COLLATE "C")
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT jsonb_agg(p.polname ORDER BY p.polname COLLATE "C") FROM pg_policy p WHERE p.polrelid = c.oid
    AND NOT (p.polname = 'platform' AND p.polroles = ARRAY[c.relowner])
    AND p.polname !~ '^tenant_[0-9a-f-]{36}(_read)?$') AS policies,
  (SELECT jsonb_agg(jsonb_build_object(${grant})) FROM aclexplode(c.relacl) item
    WHERE item.grantee <> c.relowner AND (item.grantee = 0
      OR pg_get_userbyid(item.grantee) !~ '^tenant_.*(__owner|__reader|_[0-9a-f]{12})$')) AS grants
FROM (${shared}) c`;
