import { LockedError } from '@akili/resource';

/** A tenant's lease could not be had: `tenant` says whose. */
export class LeaseRefused extends LockedError {
  readonly tenant: string;

  constructor(tenant: string, cause: LockedError) {
    super(cause.message, cause.holder);
    this.name = 'LeaseRefused';
    this.tenant = tenant;
  }
}
