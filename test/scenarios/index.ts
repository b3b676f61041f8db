import { applyScenarios } from './apply.ts';
import { connectionScenarios } from './connections.ts';
import { credentialScenarios } from './credentials.ts';
import { emittedScenarios } from './emitted.ts';
import { fileScenarios } from './files.ts';
import { importScenarios } from './imports.ts';
import { isolationScenarios } from './isolation.ts';
import { lineageScenarios } from './lineage.ts';
import { planScenarios } from './plan.ts';
import { runScenarios } from './runs.ts';
import { profileScenarios } from './profiles.ts';
import type { Scenario } from './scenario.ts';

/** Every example in words. */
export const scenarios: readonly Scenario[] = [
  ...applyScenarios,
  ...connectionScenarios,
  ...credentialScenarios,
  ...emittedScenarios,
  ...fileScenarios,
  ...importScenarios,
  ...isolationScenarios,
  ...lineageScenarios,
  ...planScenarios,
  ...runScenarios,
  ...profileScenarios,
];
