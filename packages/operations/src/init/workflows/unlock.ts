/** Breaks the lease of tenants: after a comment, or started by hand. Waits for no apply, since it is there to end one. */
export const unlockWorkflow = `# Written by \`akili init --github\`; yours to change.
# Takes the lease on a tenant's state from whoever holds it; the old holder writes nothing more.
name: Akili unlock
on:
  workflow_dispatch:
    inputs:
      tenants: { type: string, required: true, description: "Slugs, as a JSON list; \`platform\` is the lease of what all share" }
  workflow_call:
    inputs:
      tenants: { type: string, required: true }
permissions: {}
env:
  AKILI_ENVIRONMENT: <environment>
jobs:
  unlock:
    runs-on: ubuntu-latest
    # The platform's credentials; only main may use them, and people may have to agree.
    environment: platform-<environment>
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: <checkout>
        with:
          persist-credentials: false
      - uses: <akili>/setup
      - uses: <akili>/unlock
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          tenants: @{{ inputs.tenants }}
        env:
          AKILI_SECRETS: @{{ secrets.AKILI_SECRETS }}
`;
