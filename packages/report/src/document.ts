import type { ApplyReport } from '@akili/apply';
import type { LineageTrace } from '@akili/compiler';
import type { Diagnostic } from '@akili/diagnostics';
import type { Compilation, CompiledProduct, Json } from '@akili/model';
import type { IsolationProof, Plan } from '@akili/plan';
import type { Listed } from './packed-list.ts';
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
  | { readonly kind: 'proof'; readonly environment: string; readonly proof: IsolationProof }
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
    };

/** What a renderer is given beside the document. */
export interface RenderContext {
  readonly palette: Palette;
  readonly sourceOf: SourceOf;
  /** Version of the tool, for SARIF. */
  readonly version: string;
}
