import { overwriteClusterEnv } from "./cluster-env.ts";
import { applyMetadata } from "./injection-status.ts";
import { mergeMetrics, nameSecureMetricsPort } from "./merge-metrics.ts";
import { orderContainers } from "./order-containers.ts";
import type { PostStep } from "./post-step.ts";
import { followProxyUser, reapplyOverrides } from "./reapply-overrides.ts";
import { rewriteProbes } from "./rewrite-probes.ts";
import { volumeSources } from "./volume-sources.ts";

/** What Istio does to the pod once the templates are merged, in its order: later steps read what earlier ones wrote. */
export const postSteps: readonly PostStep[] = [
  reapplyOverrides,
  followProxyUser,
  overwriteClusterEnv,
  mergeMetrics,
  nameSecureMetricsPort,
  rewriteProbes,
  applyMetadata,
  orderContainers,
  volumeSources,
];
