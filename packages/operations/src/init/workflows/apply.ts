/** Applies what is merged and not applied yet: the platform's steps first, then each tenant's in a job of its own. */
export const applyWorkflow = `# Written by \`akili init --github\`; yours to change.
# Plans anew, holds the plan to what the merged pull requests showed, and stops where it differs. Whatever an earlier run
# left (it failed, a newer one replaced it) is applied with the next: \`last-apply\` is the last push that succeeded here.
name: Akili apply
on:
  push:
    branches: [main]
  workflow_dispatch:
    inputs:
      tenants: { type: string, default: "[]", description: "Slugs, as a JSON list; empty for everybody" }
      require-review: { type: boolean, default: true, description: Hold the plan to what was reviewed }
      allow-destroy: { type: string, default: "[]", description: "Addresses whose loss is consented to, as a JSON list" }
  workflow_call:
    inputs:
      tenants: { type: string, default: "[]" }
      require-review: { type: boolean, default: true }
      allow-destroy: { type: string, default: "[]" }
permissions: {}
env:
  AKILI_ENVIRONMENT: <environment>
concurrency:
  # One at a time, and none is ever stopped halfway.
  group: akili-apply-<environment>
  cancel-in-progress: false
jobs:
  check:
    runs-on: ubuntu-latest
    permissions:
      actions: read
      contents: read
      checks: write
    outputs:
      matrix: @{{ steps.check.outputs.matrix }}
      any: @{{ steps.check.outputs.any }}
      any-platform: @{{ steps.check.outputs.any-platform }}
      platform-tenants: @{{ steps.check.outputs.platform-tenants }}
      base: @{{ steps.check.outputs.base }}
    steps:
      - uses: <checkout>
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: <akili>/setup
      - id: check
        uses: <akili>/check
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          tenants: @{{ inputs.tenants }}
          base: last-apply:akili-apply.yml

  platform:
    needs: check
    if: needs.check.outputs.any-platform == 'true'
    runs-on: ubuntu-latest
    # The platform's credentials; only main may use them, and people may have to agree.
    environment: platform-<environment>
    permissions:
      contents: read
      pull-requests: read
      id-token: write
    steps:
      - uses: <checkout>
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: <akili>/setup
      - uses: <akili>/apply
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          tenants: @{{ needs.check.outputs.platform-tenants }}
          stage: platform
          base: @{{ needs.check.outputs.base }}
          require-review: @{{ inputs.require-review != false || github.event_name == 'push' }}
          allow-destroy: @{{ inputs.allow-destroy }}
        env:
          AKILI_SECRETS: @{{ secrets.AKILI_SECRETS }}

  tenant:
    needs: [check, platform]
    if: needs.check.outputs.any == 'true'
    strategy:
      fail-fast: false
      max-parallel: 20
      matrix:
        include: @{{ fromJSON(needs.check.outputs.matrix) }}
    name: apply @{{ matrix.name }}
    runs-on: ubuntu-latest
    # This tenant's credentials alone.
    environment: @{{ matrix.environment }}
    permissions:
      contents: read
      pull-requests: read
      id-token: write
    steps:
      - uses: <checkout>
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: <akili>/setup
      - uses: <akili>/apply
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          tenants: @{{ toJSON(matrix.tenants) }}
          stage: tenant
          base: @{{ needs.check.outputs.base }}
          require-review: @{{ inputs.require-review != false || github.event_name == 'push' }}
          allow-destroy: @{{ inputs.allow-destroy }}
        env:
          AKILI_SECRETS: @{{ secrets.AKILI_SECRETS }}
`;
