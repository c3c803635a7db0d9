import type { RegexpEngine } from "../gotemplate/regexp.ts";
import type { GoValue } from "../gotemplate/value/value.ts";
import type { MeshFacts } from "../istio/istio-graft.ts";
import { messageHost } from "../istio/template/message-host.ts";
import { textTemplates } from "../istio/template/text-templates.ts";
import type { FullReader } from "../krm/manifest.ts";
import { type MoreFields, partTemplate, patchTemplate, textTemplate } from "../sidecar/text-template.ts";
import type { ObjectsOfInput } from "../template/lookup.ts";
import { plainTemplate } from "../template/plain-template.ts";
import type { TemplateText } from "../template/rendered-text.ts";
import type { readCanonical } from "../yaml/read-canonical.ts";

export interface EngineOptions {
  /** The readers of the program, which have read such lines before. */
  readonly quick: typeof readCanonical;
  readonly full: FullReader;
  readonly regexp: RegexpEngine | undefined;
  /** The objects that templates of the user's own sidecars may look up. */
  readonly objects: ObjectsOfInput;
}

/** Executes Go templates, for a whole run. */
export function templateEngine({ quick, full, regexp, objects }: EngineOptions) {
  const tools = {
    quick: (text: string) => quick(text, { start: 0, end: text.length }),
    full: (text: string) => full(text, { start: 0, end: text.length, lastKeyWins: true }),
    regexp,
  };
  return {
    /** The Go templates of a control plane. */
    ofMesh: (texts: ReadonlyMap<string, TemplateText>) => textTemplates(texts, tools),
    /**
     * The Go template of a sidecar of the user's own; `meshOf` gives the data of the pod's mesh, if Istio is
     * configured.
     */
    ofSidecar: (written: TemplateText, meshOf: MeshFacts | undefined) =>
      textTemplate(written, { ...tools, objects, moreFields: moreOf(meshOf) }),
    /** The Go templates in what it merges into the app's containers. */
    ofPart: (written: Parameters<typeof partTemplate>[0], meshOf: MeshFacts | undefined) =>
      partTemplate(written, { ...tools, objects, moreFields: moreOf(meshOf) }),
    /** The Go template of its JSON patch. */
    ofPatch: (written: TemplateText, meshOf: MeshFacts | undefined) =>
      patchTemplate(written, { ...tools, objects, moreFields: moreOf(meshOf) }),
    /** A Go template of a dialect's. */
    ofDialect: (name: string, text: string, partials?: string) => plainTemplate(name, text, regexp, partials),
  };
}

export type TemplateEngine = ReturnType<typeof templateEngine>;

function moreOf(meshOf: MeshFacts | undefined): MoreFields {
  return (subject) => (meshOf ? meshFields(meshOf(subject)) : {});
}

function meshFields({ values, meshConfig, proxyConfig }: ReturnType<MeshFacts>): Readonly<Record<string, GoValue>> {
  return {
    Values: values as GoValue,
    MeshConfig: messageHost("MeshConfig", meshConfig),
    ProxyConfig: messageHost("ProxyConfig", proxyConfig),
  };
}
