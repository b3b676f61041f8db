export * from './run-store.ts';
export * from './run-product.ts';
export * from './run-world.ts';
export * from './select-products.ts';
export * from './judge-check.ts';
export { isAtMost, isDecimal } from './decimal.ts';
export { findFixture, fixtureLimit, readFixture, type Fixture } from './fixture.ts';
