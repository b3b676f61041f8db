/** Checks, plans and comments: on pull requests, in merge queues, and when a comment asks for it. */
export const pullRequestWorkflow = `# Written by \`akili init --github\`; yours to change. docs/guides/pull-requests.md of akili says what it relies on.
# A fork gets no secret: its files are compiled and planned against the base commit, and akili-comment.yml tells the result.
name: Akili pull request
on:
  pull_request:
  merge_group:
  workflow_call:
    inputs:
      head-sha: { type: string, required: true }
      base: { type: string, required: true }
      pull-request: { type: string, required: true }
      tenants: { type: string, default: "[]" }
permissions: {}
env:
  AKILI_ENVIRONMENT: <environment>
concurrency:
  # Plans only read, so a newer one may replace an older one.
  group: akili-plan-@{{ github.event.pull_request.number || github.event.issue.number || github.sha }}
  cancel-in-progress: true
jobs:
  check:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      checks: write
    outputs:
      matrix: @{{ steps.check.outputs.matrix }}
      any: @{{ steps.check.outputs.any }}
      any-platform: @{{ steps.check.outputs.any-platform }}
      platform-tenants: @{{ steps.check.outputs.platform-tenants }}
      expect: @{{ steps.check.outputs.expect }}
      fork: @{{ steps.check.outputs.fork }}
    steps:
      - uses: <checkout>
        with:
          ref: @{{ inputs.head-sha }}
          fetch-depth: 0
          persist-credentials: false
      - uses: <akili>/setup
      - id: check
        uses: <akili>/check
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          tenants: @{{ inputs.tenants }}
          base: @{{ inputs.base }}
          head-sha: @{{ inputs.head-sha }}
          pull-request: @{{ inputs.pull-request }}

  offline:
    needs: check
    if: needs.check.outputs.fork == 'true' && needs.check.outputs.any-platform == 'true'
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: <checkout>
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: <akili>/setup
      - id: plan
        uses: <akili>/plan
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          tenants: @{{ needs.check.outputs.platform-tenants }}
          offline: "true"
          name: offline
      - if: "!cancelled() && steps.plan.outputs.parts != ''"
        uses: <upload>
        with:
          name: akili-plan-offline
          path: @{{ steps.plan.outputs.parts }}
          include-hidden-files: true
          retention-days: 7

  platform:
    needs: check
    if: github.event_name != 'merge_group' && needs.check.outputs.fork != 'true' && needs.check.outputs.any-platform == 'true'
    runs-on: ubuntu-latest
    # Read-only credentials of the platform: secret AKILI_SECRETS, or a role that trusts this environment's token.
    environment: platform-<environment>-plan
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: <checkout>
        with:
          ref: @{{ inputs.head-sha }}
          fetch-depth: 0
          persist-credentials: false
      - uses: <akili>/setup
      - id: plan
        uses: <akili>/plan
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          tenants: @{{ needs.check.outputs.platform-tenants }}
          stage: platform
          name: platform
          base: @{{ inputs.base }}
          head-sha: @{{ inputs.head-sha }}
          pull-request: @{{ inputs.pull-request }}
        env:
          AKILI_SECRETS: @{{ secrets.AKILI_SECRETS }}
      - if: "!cancelled() && steps.plan.outputs.parts != ''"
        uses: <upload>
        with:
          name: akili-plan-platform
          path: @{{ steps.plan.outputs.parts }}
          include-hidden-files: true
          retention-days: 7

  tenant:
    needs: check
    if: github.event_name != 'merge_group' && needs.check.outputs.fork != 'true' && needs.check.outputs.any == 'true'
    strategy:
      fail-fast: false
      max-parallel: 20
      matrix:
        include: @{{ fromJSON(needs.check.outputs.matrix) }}
    name: plan @{{ matrix.name }}
    runs-on: ubuntu-latest
    # Read-only credentials of this tenant alone.
    environment: @{{ matrix.environment }}-plan
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: <checkout>
        with:
          ref: @{{ inputs.head-sha }}
          fetch-depth: 0
          persist-credentials: false
      - uses: <akili>/setup
      - id: plan
        uses: <akili>/plan
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          tenants: @{{ toJSON(matrix.tenants) }}
          stage: tenant
          name: @{{ matrix.name }}
          base: @{{ inputs.base }}
          head-sha: @{{ inputs.head-sha }}
          pull-request: @{{ inputs.pull-request }}
        env:
          AKILI_SECRETS: @{{ secrets.AKILI_SECRETS }}
      - if: "!cancelled() && steps.plan.outputs.parts != ''"
        uses: <upload>
        with:
          name: akili-plan-@{{ matrix.name }}
          path: @{{ steps.plan.outputs.parts }}
          include-hidden-files: true
          retention-days: 7

  comment:
    needs: [check, platform, tenant]
    if: "!cancelled() && github.event_name != 'merge_group' && needs.check.outputs.expect != '' && needs.check.outputs.fork != 'true'"
    runs-on: ubuntu-latest
    permissions:
      actions: read
      pull-requests: write
    steps:
      - if: needs.check.outputs.any-platform == 'true'
        uses: <download>
        with:
          pattern: akili-plan-*
          path: parts
          merge-multiple: true
      - uses: <akili>/setup
      - uses: <akili>/plan
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          collect: parts
          expect: @{{ needs.check.outputs.expect }}
          head-sha: @{{ inputs.head-sha }}
`;
