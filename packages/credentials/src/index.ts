export * from './secret.ts';
export * from './secret-parts.ts';
export * from './open-secrets.ts';
export * from './stores/secret-store.ts';
export * from './stores/environment.ts';
export * from './stores/file.ts';
export * from './stores/vault.ts';
export * from './stores/aws-secrets.ts';
