/** Looks every morning whether the engines are as declared, and whether isolation holds. */
export const driftWorkflow = `# Written by \`akili init --github\`; yours to change.
name: Akili drift
on:
  schedule:
    - cron: "17 5 * * *"
  workflow_dispatch:
permissions: {}
env:
  AKILI_ENVIRONMENT: <environment>
concurrency:
  group: akili-drift-<environment>
  cancel-in-progress: false
jobs:
  drift:
    runs-on: ubuntu-latest
    # Credentials that may read every engine, of every tenant, and change nothing.
    environment: platform-<environment>-plan
    permissions:
      contents: read
      issues: write
      id-token: write
    steps:
      - uses: <checkout>
        with:
          persist-credentials: false
      - uses: <akili>/setup
      - uses: <akili>/drift
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
        env:
          AKILI_SECRETS: @{{ secrets.AKILI_SECRETS }}

  isolation:
    runs-on: ubuntu-latest
    # Tried with each tenant's own login; with \`verify: "false"\` below it is only proved, without an environment.
    environment: platform-<environment>-plan
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: <checkout>
        with:
          persist-credentials: false
      - uses: <akili>/setup
      - uses: <akili>/isolation
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
        env:
          AKILI_SECRETS: @{{ secrets.AKILI_SECRETS }}
`;
