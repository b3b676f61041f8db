/** Tells a fork's plan, and acts on comments. Both run the files of the default branch, and check out nothing of a fork. */
export const commentWorkflow = `# Written by \`akili init --github\`; yours to change.
# Runs with the default branch's files and token. What a fork left is checked as hostile input; which pull request it is of,
# GitHub says.
name: Akili comment
on:
  workflow_run:
    workflows: [Akili pull request]
    types: [completed]
  issue_comment:
    types: [created]
permissions: {}
env:
  AKILI_ENVIRONMENT: <environment>
jobs:
  fork:
    if: >-
      github.event_name == 'workflow_run' && github.event.workflow_run.event == 'pull_request' &&
      github.event.workflow_run.head_repository.full_name != github.repository
    runs-on: ubuntu-latest
    permissions:
      actions: read
      pull-requests: write
    steps:
      - id: parts
        continue-on-error: true
        uses: <download>
        with:
          pattern: akili-plan-*
          path: parts
          merge-multiple: true
          run-id: @{{ github.event.workflow_run.id }}
          github-token: @{{ github.token }}
      - uses: <akili>/setup
      - uses: <akili>/plan
        with:
          environment: @{{ env.AKILI_ENVIRONMENT }}
          collect: parts

  read:
    if: github.event_name == 'issue_comment' && github.event.issue.pull_request && startsWith(github.event.comment.body, '/akili')
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write
    outputs:
      verb: @{{ steps.read.outputs.verb }}
      tenants: @{{ steps.read.outputs.tenants }}
      pull-request: @{{ steps.read.outputs.pull-request }}
      head-sha: @{{ steps.read.outputs.head-sha }}
      base: @{{ steps.read.outputs.base }}
    steps:
      - uses: <akili>/setup
      - id: read
        uses: <akili>/check

  plan:
    needs: read
    if: needs.read.outputs.verb == 'plan'
    permissions:
      actions: read
      contents: read
      checks: write
      pull-requests: write
      id-token: write
    uses: ./.github/workflows/akili-pull-request.yml
    with:
      head-sha: @{{ needs.read.outputs.head-sha }}
      base: @{{ needs.read.outputs.base }}
      pull-request: @{{ needs.read.outputs.pull-request }}
      tenants: @{{ needs.read.outputs.tenants }}
    secrets: inherit

  apply:
    needs: read
    if: needs.read.outputs.verb == 'apply'
    permissions:
      actions: read
      contents: read
      checks: write
      pull-requests: read
      id-token: write
    uses: ./.github/workflows/akili-apply.yml
    with:
      tenants: @{{ needs.read.outputs.tenants }}
    secrets: inherit

  unlock:
    needs: read
    if: needs.read.outputs.verb == 'unlock'
    permissions:
      contents: read
      id-token: write
    uses: ./.github/workflows/akili-unlock.yml
    with:
      tenants: @{{ needs.read.outputs.tenants }}
    secrets: inherit
`;
