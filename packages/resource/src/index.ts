export * from './address.ts';
export * from './role-addresses.ts';
export * from './resource.ts';
export * from './step.ts';
export * from './driver.ts';
export * from './state.ts';
export * from './ownership.ts';
export * from './login.ts';
