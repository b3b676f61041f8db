import type { LowerInput, Shortcoming } from '@akili/resource';

/** Neither S3 nor Ceph has a limit for a prefix: a bucket's and a user's would count what others write, or too little. */
export function cannotHold({ compilation }: LowerInput): readonly Shortcoming[] {
  return compilation.tenants.flatMap(({ slug, quotas, origin }) =>
    quotas.storageBytes === undefined
      ? []
      : [
          {
            sentence: `an object store has no limit for a prefix, so that nothing stops \`${slug}\` at its quota \`storage\``,
            ...{ tenant: slug, origin },
          },
        ],
  );
}
