// Everything that `akili product` does.
export { createProduct, type NewProduct } from './create-product.ts';
export { prepareDeploy, type DeployOptions, type PreparedDeploy } from './deploy-product.ts';
export { getProduct, listProducts } from './list-products.ts';
export { productNames } from '../change/names.ts';
export { productHistory } from './product-history.ts';
export { rollbackProduct, type RollbackOptions } from './rollback-product.ts';
