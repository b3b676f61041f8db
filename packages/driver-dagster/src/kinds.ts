/** The kinds of this driver. `compute.asset` is the same on every compute engine. */
export const kinds = {
  manifest: 'compute.manifest',
  location: 'compute.location',
  asset: 'compute.asset',
} as const;
