// One file a family; importing this file completes the registry of `allDiagnostics`.
export * from './ref.ts';
export * from './tnt.ts';
export * from './con.ts';
export * from './inp.ts';
export * from './qlt.ts';
export * from './srv.ts';
export * from './gov.ts';
export * from './cmp.ts';
export * from './qta.ts';
export * from './crd.ts';
export * from './iso-names.ts';
export * from './fs.ts';
export * from './yml.ts';
export * from './sch.ts';
export * from './sql.ts';
export * from './typ.ts';
