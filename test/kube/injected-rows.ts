import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { PROVENANCE } from "../../src/graft/provenance.ts";
import { inject, type Plain } from "../app/run-objects.ts";
import { liveWorkload, sidecar } from "../graft/live/live-workloads.ts";

/** A workload with sidecars in it, and what Kubernetes' own code makes of it. Written by tools/kube-judge/write-injected-rows.ts. */
export interface InjectedRow {
  readonly mode: Mode;
  /** The number of the generated workload. */
  readonly workload: number;
  /** Without podgraft's own annotation, about which the server says nothing. */
  readonly injected: Plain;
  /** What the API server refuses. */
  readonly refused: readonly string[];
  readonly stored: Plain;
  /** The patch that kubectl sends where the same is applied again: `{}` where it says "unchanged". */
  readonly applied: Plain;
}

const istio = { tag: "1.30.5" };
/** Without the items of a downwardAPI, of which kubectl sends all where one lacks what the server fills in. */
const shipper = {
  ...sidecar,
  template: { ...sidecar.template, spec: { ...sidecar.template.spec, volumes: [sidecar.template.spec.volumes[0]] } },
};
/** By name, what goes into the pods. */
export const modes = {
  none: {},
  own: { kubernetesVersion: "1.34", sidecars: [shipper] },
  native: { kubernetesVersion: "1.34", istio },
  classic: { kubernetesVersion: "1.27", istio },
  cni: { kubernetesVersion: "1.34", istio: { ...istio, values: { pilot: { cni: { enabled: true } } } } },
} as const;
export type Mode = keyof typeof modes;

export const WORKLOADS = 54;

/** A generated workload with what a mode brings, as podgraft writes it. */
export async function injectedWorkload(mode: Mode, workload: number): Promise<Plain> {
  const given = liveWorkload(workload);
  if (mode === "none") return given;
  const { items, diagnostics } = await inject([given], configured(mode));
  if (hasErrors(diagnostics)) throw new Error(`${mode} ${workload}: ${diagnostics.map(({ message }) => message).join("\n")}`);
  return items[0] as Plain;
}

export function configured(mode: Mode): object {
  return { ...modes[mode], namespaces: { known: [{ name: "shop", labels: { "istio-injection": "enabled" } }] } };
}

export function injectedRows(): readonly InjectedRow[] {
  const text = gunzipSync(readFileSync(join(import.meta.dirname, "../data/kube-judged/injected.jsonl.gz"))).toString("utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The object without podgraft's own annotation, and with that of another one. */
export function withProvenanceOf(object: Plain, other?: Plain): Plain {
  const { [PROVENANCE]: _, ...annotations } = annotationsOf(object);
  const own = other && annotationsOf(other)[PROVENANCE];
  const all = { ...annotations, ...(own !== undefined && { [PROVENANCE]: own }) };
  const { annotations: _old, ...metadata } = object.metadata as Plain;
  return { ...object, metadata: { ...metadata, ...(Object.keys(all).length > 0 && { annotations: all }) } };
}

function annotationsOf(object: Plain): Plain {
  return ((object.metadata as Plain).annotations ?? {}) as Plain;
}
