import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { IstioConfig } from "./istio-config.ts";
import type { IstioPlane } from "./istio-planes.ts";
import type { Rollout } from "./rules/control-plane.ts";

/** The rollout of a configuration to its one further control plane, or its fault. */
export function rolloutOf(
  { rollout: waves, revisions = [] }: IstioConfig,
  planes: readonly IstioPlane[],
): { readonly rollout?: Rollout; readonly diagnostics: readonly Diagnostic[] } {
  if (waves === undefined || waves.length === 0) return { diagnostics: [] };
  const problems = waves.flatMap((wave, i) => (wave.percent === undefined && wave.namespaces === undefined ? [emptyWave(i)] : []));
  const to = planes[1]?.plane;
  if (revisions.length !== 1 || to === undefined) return { diagnostics: [...problems, manyTargets(revisions.length)] };
  return problems.length > 0 ? { diagnostics: problems } : { rollout: { to, waves }, diagnostics: [] };
}

function manyTargets(count: number): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot roll out: istio.rollout moves workloads to the control plane in istio.revisions, which has ${count} entries; expected one`,
    fix: "name the next control plane there, alone: revisions: [{name: 1-31, tag: 1.31.0}]",
    field: { path: "istio.rollout" },
  });
}

function emptyWave(index: number): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use istio.rollout[${index}]: it is empty; expected percent, namespaces or both`,
    fix: "write percent: 100 to move all workloads",
    field: { path: `istio.rollout[${index}]` },
  });
}
