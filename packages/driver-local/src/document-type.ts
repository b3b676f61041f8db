import { canonicalJson, type Json } from '@akili/model';
import { EngineError, notOurs, readAddress, specDigest } from '@akili/resource';
import type { CredentialScope, Difference, Resource, ResourceType, Risk, Step, StepDraft } from '@akili/resource';
import { writeFile } from './guarded-files.ts';
import type { Segments } from './guarded-path.ts';
import type { LocalSession } from './local-session.ts';
import { writeDocument, type Body } from './marked-document.ts';

/** Where a resource's document lies. Made from the tenant and the resource's name alone, never from a request. */
export interface DocumentPlace {
  readonly folder: Segments;
  readonly file: string;
}

/** What separates one kind of document from another. */
export interface DocumentKind<Spec extends Body> {
  readonly kind: string;
  readonly rank: number;
  readonly credential: CredentialScope;
  /** For summaries: `topic`. */
  readonly noun: string;
  readonly removalRisk: Risk;
  /** What the file holds beside the mark. */
  body(spec: Spec): Body;
  /** What the inventory reports; `text` is the whole file. */
  value(body: Body, text: string): Json;
  /** What an update costs, and why it is one. */
  judge(before: Json, after: Json): { readonly reason: string; readonly risk: Risk; readonly replace?: boolean };
  /** Undefined where the name is none that this tenant can have. */
  place(session: LocalSession, name: string): DocumentPlace | undefined;
  /** What else a creation makes, once the document says whose it is. */
  complete?(session: LocalSession, place: DocumentPlace): void;
  remove(session: LocalSession, place: DocumentPlace): void;
}

/** The resource type of things that are a marked document in a folder. */
export function documentType<Spec extends Body>(kind: DocumentKind<Spec>): ResourceType<Spec, LocalSession> {
  const documentOf = (desired: Resource<Spec>) => ({
    mark: { tenantId: desired.tenant.id, digest: specDigest(desired) },
    body: kind.body(desired.spec),
  });
  const draft = (verb: string, name: string, risk: Risk, request: Json): StepDraft => ({
    summary: `${verb} ${kind.noun} ${name}`,
    risk,
    credential: kind.credential,
    request,
  });
  const expect = (desired: Resource<Spec>): Json => {
    const document = documentOf(desired);
    return kind.value(document.body, writeDocument(document));
  };
  return {
    kind: kind.kind,
    rank: kind.rank,
    expect,
    diff(desired, observed): Difference | undefined {
      if (desired === undefined) {
        if (observed?.mark === undefined) return undefined;
        const steps = [draft('remove', observed.name, kind.removalRisk, { op: 'remove' })];
        return { op: 'delete', reason: 'no longer declared', before: observed.value, after: null, steps };
      }
      const document = documentOf(desired);
      const after = kind.value(document.body, writeDocument(document));
      const refused = notOurs(desired, observed, after);
      if (refused) return refused;
      const { mark, body } = document;
      const write = { op: 'write', mark: { tenantId: mark.tenantId, digest: mark.digest }, body };
      if (observed === undefined) {
        const steps = [draft('create', desired.name, 'safe', write)];
        return { op: 'create', reason: 'not there yet', before: null, after, steps };
      }
      const before = observed.value;
      if (canonicalJson(before) === canonicalJson(after)) {
        if (observed.mark?.digest === mark.digest) return undefined;
        const steps = [draft('renew the mark of', desired.name, 'safe', write)];
        return { op: 'update', reason: 'the mark is of an older declaration', before, after, steps };
      }
      const { reason, risk, replace = false } = kind.judge(before, after);
      if (!replace) {
        return { op: 'update', reason, before, after, steps: [draft('update', desired.name, risk, write)] };
      }
      const steps = [
        draft('remove', desired.name, risk, { op: 'remove' }),
        draft('create', desired.name, 'safe', write),
      ];
      return { op: 'replace', reason, before, after, steps };
    },
    run: (session, step, signal) => {
      signal.throwIfAborted();
      return Promise.resolve(runStep(kind, session, step));
    },
  };
}

function runStep<Spec extends Body>(kind: DocumentKind<Spec>, session: LocalSession, step: Step): void {
  const address = readAddress(step.address);
  const place = address?.tenant === session.tenant.slug ? kind.place(session, address.name) : undefined;
  if (place === undefined) throw new Error(`${step.id} is not this session's`);
  const request = step.request as unknown as Request;
  try {
    switch (request.op) {
      case 'remove':
        return kind.remove(session, place);
      case 'write':
        writeFile(session.root, place.folder, place.file, writeDocument(request));
        return kind.complete?.(session, place);
      default:
        throw new Error(`${step.id} asks for something this driver does not know`);
    }
  } catch (error) {
    throw asEngineError(error);
  }
}

type Request =
  | { readonly op: 'remove' }
  | {
      readonly op: 'write';
      readonly mark: { readonly tenantId: string; readonly digest: string };
      readonly body: Body;
    };

/** A failure of the file system without its absolute paths; a bug stays what it is. */
function asEngineError(error: unknown): unknown {
  const code = (error as { readonly code?: unknown }).code;
  if (!(error instanceof Error) || typeof code !== 'string') return error;
  const call = (error as { readonly syscall?: unknown }).syscall;
  return new EngineError(`The file system refused: ${code} (${String(call)}).`, { cause: error });
}
