export * from './secret.ts';
export * from './secret-parts.ts';
export * from './open-secrets.ts';
