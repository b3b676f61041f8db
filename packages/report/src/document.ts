import type { ApplyReport } from '@akili/apply';
import type { LineageTrace } from '@akili/compiler';
import type { Diagnostic } from '@akili/diagnostics';
import type { Compilation, CompiledProduct, Json, RunReport } from '@akili/model';
import type { IsolationProof, Plan } from '@akili/plan';
import type { Listed } from './packed-list.ts';
import type { IsolationProbe } from './probe/isolation-probe.ts';
import type { Palette } from './palette.ts';
import type { SourceOf } from './source-lines.ts';

export const formats = ['text', 'json', 'ndjson', 'sarif', 'github', 'markdown'] as const;
export type Format = (typeof formats)[number];

/** What `validate` counts. */
export interface ValidationSummary {
  readonly errors: number;
  readonly warnings: number;
  readonly tenants: number;
  readonly products: number;
}

/** A compilation, whose products may be packed (`PackedList`). */
export type ListedCompilation = Omit<Compilation, 'products'> & { readonly products: Listed<CompiledProduct> };

/** Everything that can be rendered: the answer of one operation. */
export type Document =
  | {
      readonly kind: 'validation';
      readonly diagnostics: readonly Diagnostic[];
      readonly summary: ValidationSummary;
    }
  | {
      readonly kind: 'compilation';
      readonly compilation: ListedCompilation;
      /** Shows each product's SQL in text and Markdown; JSON always holds it. */
      readonly withSql: boolean;
    }
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** The plan's shape; every change carries its `class`. */
  | { readonly kind: 'drift'; readonly plan: Plan }
  | { readonly kind: 'apply'; readonly report: ApplyReport }
  | { readonly kind: 'run'; readonly report: RunReport }
  | { readonly kind: 'proof'; readonly environment: string; readonly proof: IsolationProof }
  | { readonly kind: 'probe'; readonly probe: IsolationProbe }
  | {
      readonly kind: 'lineage';
      readonly trace: LineageTrace;
      /** Products that have errors, so that nothing is known of what they read: `tenant/product`. */
      readonly leftOut: readonly string[];
    }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly [key: string]: Json }[];
      /** Columns that text and Markdown show, in this order. */
      readonly columns: readonly string[];
      /** Text shows one member a line instead of one item a line: for a single thing with much to say of it. */
      readonly layout?: 'record';
    }
  | {
      readonly kind: 'written';
      /** What a command changed in the repository. */
      readonly files: readonly WrittenFile[];
      /** What the next plan will do; absent where a plan of the engines follows. */
      readonly plan?: Plan;
      /** What is left to do for a person; sentences. */
      readonly notes: readonly string[];
    };

/** A file of the repository that a command changed. */
export interface WrittenFile {
  /** From the repository's root. */
  readonly path: string;
  readonly op: 'create' | 'update' | 'delete';
}

/** What a renderer is given beside the document. */
export interface RenderContext {
  readonly palette: Palette;
  readonly sourceOf: SourceOf;
  /** Version of the tool, for SARIF. */
  readonly version: string;
}
