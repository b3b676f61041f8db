import type { GraphqlOperation } from './graphql.ts';

const location = `
  __typename
  ... on RepositoryLocation {
    name
    repositories {
      assetNodes { assetKey { path } metadataEntries { label ... on TextMetadataEntry { text } } }
    }
  }
  ... on PythonError { message errorChain { error { message } } }`;

/** Version, load state and every asset of a code location: one request a tenant. */
export const locationQuery: GraphqlOperation = {
  name: 'AkiliLocation',
  text: `query AkiliLocation($name: String!) {
  version
  workspaceLocationEntryOrError(name: $name) {
    __typename
    ... on WorkspaceLocationEntry { name loadStatus locationOrLoadError { ${location} } }
    ... on PythonError { message errorChain { error { message } } }
  }
}`,
};

/** Reloads a code location. The entry comes back even when its code failed to load: the load error is asked for too. */
export const reloadMutation: GraphqlOperation = {
  name: 'AkiliReload',
  text: `mutation AkiliReload($name: String!) {
  reloadRepositoryLocation(repositoryLocationName: $name) {
    __typename
    ... on WorkspaceLocationEntry { name loadStatus locationOrLoadError { __typename ... on PythonError { message errorChain { error { message } } } } }
    ... on ReloadNotSupported { message }
    ... on RepositoryLocationNotFound { message }
    ... on UnauthorizedError { message }
    ... on PythonError { message errorChain { error { message } } }
  }
}`,
};

/** One asset, wherever it is defined. */
export const assetQuery: GraphqlOperation = {
  name: 'AkiliAsset',
  text: `query AkiliAsset($key: AssetKeyInput!) {
  assetNodeOrError(assetKey: $key) {
    __typename
    ... on AssetNode {
      assetKey { path }
      metadataEntries { label ... on TextMetadataEntry { text } }
      repository { location { name } }
    }
  }
}`,
};

/** A problem as Dagster tells it. */
export interface Told {
  readonly __typename: string;
  readonly message?: string;
  /** What a Python error was caused by, the root last. */
  readonly errorChain?: readonly { readonly error: { readonly message: string } }[];
}

/** An asset as Dagster shows it. */
export interface AssetNode {
  readonly assetKey: { readonly path: readonly string[] };
  readonly metadataEntries: readonly { readonly label: string; readonly text?: string }[];
}

export interface LocationAnswer {
  readonly version: string;
  readonly workspaceLocationEntryOrError:
    | (Told & {
        readonly loadStatus?: string;
        readonly locationOrLoadError?:
          (Told & { readonly repositories?: readonly { readonly assetNodes: readonly AssetNode[] }[] }) | null;
      })
    | null;
}

export interface ReloadAnswer {
  readonly reloadRepositoryLocation: Told & { readonly locationOrLoadError?: Told | null };
}

export interface AssetAnswer {
  readonly assetNodeOrError: Told &
    Partial<AssetNode> & { readonly repository?: { readonly location: { readonly name: string } } };
}
