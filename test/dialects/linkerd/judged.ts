import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseText } from "../../../src/app/embedded-yaml.ts";
import { regexp } from "../../../src/app/engines.ts";
import type { InputObject } from "../../../src/dialects/dialect.ts";
import { linkerd } from "../../../src/dialects/linkerd/linkerd.ts";
import { plainTemplate } from "../../../src/template/plain-template.ts";
import { isMap, toValue, type ValueMap } from "../../../src/value/value.ts";
import type { Question } from "../../../tools/linkerd-judge/questions.ts";

/** What Linkerd's own code makes of a pod. Written by tools/linkerd-judge/write-rows.ts. */
export interface LinkerdRow {
  readonly version: string;
  readonly question: Question;
  readonly answer: Answer;
}

export interface Answer {
  /** Why the injector fails. */
  readonly error?: string;
  /** Why it leaves the pod alone. */
  readonly reasons?: readonly string[];
  /** The pod template with what it adds. */
  readonly injected?: Plain;
}

type Plain = Readonly<Record<string, unknown>>;

export interface LinkerdRows {
  /** By version, the values of its chart. */
  readonly charts: Readonly<Record<string, Plain>>;
  readonly rows: readonly LinkerdRow[];
}

export const ROWS = join(import.meta.dirname, "../../data/linkerd/rows.jsonl.gz");

export function linkerdRows(): LinkerdRows {
  const [charts, ...rows] = gunzipSync(readFileSync(ROWS))
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { charts, rows };
}

/** The same as podgraft answers it. */
export function answered(
  { question, version }: Omit<LinkerdRow, "answer">,
  chart: Plain,
): Answer & { readonly warnings: readonly string[] } {
  const { namespace, namespaceAnnotations, kind, name, podTemplate, values } = question;
  const config = configMap({ ...chart, linkerdVersion: version });
  const dialect = linkerd.make(
    { values: values as Record<string, unknown> },
    {
      version: linkerd.newest,
      names: () => [],
      find: (_, wanted) => (wanted === "linkerd-config" ? config : undefined),
      minor: 34,
      readYaml: parseText,
      template: compiled,
    },
  );
  const template = toValue(podTemplate) as ValueMap;
  const labels = toValue({ "kubernetes.io/metadata.name": namespace }) as ValueMap;
  const facts = {
    workload: { apiVersion: "apps/v1", kind, name, namespace },
    podTemplate: template,
    namespace: { name: namespace, labels, annotations: toValue(namespaceAnnotations) as ValueMap, isKnown: true },
  };
  const decision = dialect.decide(facts);
  const faults = [...dialect.diagnostics, ...decision.diagnostics];
  if (!decision.inject) return { reasons: [decision.code], warnings: [] };
  const result = dialect.inject({ facts, podTemplate: template, appContainers: [], appInitContainers: [], taken: () => [] });
  const told = [...faults, ...result.diagnostics];
  const error = told.find(({ severity }) => severity === "error");
  return { ...(error ? { error: error.message } : { injected: plain(result.podTemplate) }), warnings: told.map(({ message }) => message) };
}

/** Once for all rows. */
const compiled = (name: string, text: string, partials?: string) => {
  const known = templates.get(name) ?? plainTemplate(name, text, regexp, partials);
  templates.set(name, known);
  return known;
};

const templates = new Map<string, ReturnType<typeof plainTemplate>>();

function configMap(values: Plain): InputObject {
  const identity = { apiVersion: "v1", kind: "ConfigMap", name: "linkerd-config", namespace: "linkerd" };
  return { identity, value: toValue({ data: { values: JSON.stringify(values) } }) as ValueMap, locate: () => ({}) };
}

/** Without fields that are null, as the API server stores it. */
export function plain(value: unknown): Plain {
  return JSON.parse(
    JSON.stringify(value, (_, one) =>
      one === null ? undefined : isMap(one) ? Object.fromEntries(Object.entries(one).filter(([, item]) => item !== null)) : one,
    ),
  );
}
