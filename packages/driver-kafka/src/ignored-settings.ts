import type { LowerInput, Shortcoming } from '@akili/resource';
import { capabilitiesOf } from './capabilities.ts';
import { settingsOf } from './settings.ts';

/** Settings and limits of akili.yaml that the broker takes and does not keep, or does not know. */
export function ignoredSettings({ environment }: LowerInput): readonly Shortcoming[] {
  const { configs, quotas, flavor } = settingsOf(environment);
  const { ignoredConfigs, quotas: known } = capabilitiesOf(flavor);
  const place = environment.engines.events?.place;
  const origin = place === undefined ? {} : { origin: { file: place.file } };
  return [
    ...Object.keys(configs)
      .filter((name) => ignoredConfigs.has(name))
      .map((name) => `the broker takes the topic setting \`${name}\` and does nothing with it`),
    ...Object.keys(quotas)
      .filter((name) => !known.includes(name))
      .map((name) => `the broker has no limit \`${name}\` for a login`),
  ]
    .toSorted()
    .map((sentence) => ({ sentence, ...origin }));
}
