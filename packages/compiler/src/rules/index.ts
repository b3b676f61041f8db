// Written by `npm run generate`: one line a file of this folder.
import type { Rule } from '../rule.ts';
import { accessTeamRule } from './access-team.ts';
import { allowedTenantsRule } from './allowed-tenants.ts';
import { checkNamesRule } from './check-names.ts';
import { checkShapeRule } from './check-shape.ts';
import { classificationRule } from './classification.ts';
import { computeEngineRule } from './compute-engine.ts';
import { configSecretsRule } from './config-secrets.ts';
import { connectionNameRule } from './connection-name.ts';
import { connectorTypeRule } from './connector-type.ts';
import { credentialPrefixesRule } from './credential-prefixes.ts';
import { credentialsAllowedRule } from './credentials-allowed.ts';
import { dependencyCycleRule } from './dependency-cycle.ts';
import { engineNamesRule } from './engine-names.ts';
import { freshnessPromiseRule } from './freshness-promise.ts';
import { inputColumnsRule } from './input-columns.ts';
import { inputConnectionRule } from './input-connection.ts';
import { inputCursorRule } from './input-cursor.ts';
import { inputNameRule } from './input-name.ts';
import { inputProductRule } from './input-product.ts';
import { inputSchemaRule } from './input-schema.ts';
import { knownRefsRule } from './known-refs.ts';
import { lockKeyRule } from './lock-key.ts';
import { outputContractRule } from './output-contract.ts';
import { outputKeysRule } from './output-keys.ts';
import { outputNamesRule } from './output-names.ts';
import { productNameRule } from './product-name.ts';
import { quotasRule } from './quotas.ts';
import { reservedNamespaceRule } from './reserved-namespace.ts';
import { schedulesRule } from './schedules.ts';
import { servingColumnsRule } from './serving-columns.ts';
import { servingModesRule } from './serving-modes.ts';
import { sqlWarningsRule } from './sql-warnings.ts';
import { tenantIdRule } from './tenant-id.ts';
import { tenantSlugRule } from './tenant-slug.ts';
import { unusedInputRule } from './unused-input.ts';

/** Every rule, by the name of its file. */
export const rules: readonly Rule[] = [
  accessTeamRule,
  allowedTenantsRule,
  checkNamesRule,
  checkShapeRule,
  classificationRule,
  computeEngineRule,
  configSecretsRule,
  connectionNameRule,
  connectorTypeRule,
  credentialPrefixesRule,
  credentialsAllowedRule,
  dependencyCycleRule,
  engineNamesRule,
  freshnessPromiseRule,
  inputColumnsRule,
  inputConnectionRule,
  inputCursorRule,
  inputNameRule,
  inputProductRule,
  inputSchemaRule,
  knownRefsRule,
  lockKeyRule,
  outputContractRule,
  outputKeysRule,
  outputNamesRule,
  productNameRule,
  quotasRule,
  reservedNamespaceRule,
  schedulesRule,
  servingColumnsRule,
  servingModesRule,
  sqlWarningsRule,
  tenantIdRule,
  tenantSlugRule,
  unusedInputRule,
];
