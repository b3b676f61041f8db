export * from './a-product.ts';
export * from './a-repository.ts';
export * from './a-tenant.ts';
