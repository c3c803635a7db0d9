import type { RegexpEngine } from "../gotemplate/regexp.ts";
import type { GoValue } from "../gotemplate/value/value.ts";
import type { MeshFacts } from "../istio/istio-graft.ts";
import { messageHost } from "../istio/template/message-host.ts";
import { textTemplates } from "../istio/template/text-templates.ts";
import type { FullReader } from "../krm/manifest.ts";
import { textTemplate } from "../sidecar/text-template.ts";
import type { TemplateText } from "../template/pod-template.ts";
import { readCanonical } from "../yaml/read-canonical.ts";
import type { ReadResult } from "../yaml/source-node.ts";

export interface EngineOptions {
  readonly full: FullReader;
  readonly regexp: RegexpEngine | undefined;
}

/** What executes Go templates, for all of a run. */
export function templateEngine({ full, regexp }: EngineOptions) {
  const read = (text: string): ReadResult => {
    const range = { start: 0, end: text.length };
    const node = readCanonical(text, range);
    return node ? { node } : full(text, { ...range, lastKeyWins: true });
  };
  return {
    /** The Go templates of a control plane. */
    ofMesh: (texts: ReadonlyMap<string, TemplateText>) => textTemplates(texts, { read, regexp }),
    /** The Go template of a sidecar of the user's own; `meshOf` tells what the pod's mesh says, where Istio is configured. */
    ofSidecar: (written: TemplateText, meshOf: MeshFacts | undefined) =>
      textTemplate(written, { read, regexp, moreFields: (subject) => (meshOf ? meshFields(meshOf(subject)) : {}) }),
  };
}

export type TemplateEngine = ReturnType<typeof templateEngine>;

function meshFields({ values, meshConfig, proxyConfig }: ReturnType<MeshFacts>): Readonly<Record<string, GoValue>> {
  return {
    Values: values as GoValue,
    MeshConfig: messageHost("MeshConfig", meshConfig),
    ProxyConfig: messageHost("ProxyConfig", proxyConfig),
  };
}
