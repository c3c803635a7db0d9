import type { Path, Step } from "../../change/changes.ts";
import { proxyContainer } from "../container-names.ts";
import { handlers } from "./app-probers.ts";
import { isMetricsAnnotation } from "./merge-metrics.ts";

/**
 * Whether a field of a pod is one that the injection reads and then turns to the agent: what a probe or hook of the app calls, and
 * what tells Prometheus where to scrape. Whoever writes there speaks of the app.
 */
export function isRedirected(path: Path): boolean {
  const last = path.at(-1);
  if (path.at(-2) === "annotations") return typeof last === "string" && isMetricsAnnotation(last);
  const container = path.findLastIndex((step) => typeof step === "object" && step.item !== proxyContainer);
  if (container < 1 || !isContainerList(path[container - 1])) return false;
  return handlers.some((handler) => handler.path.every((key, i) => path[container + 1 + i] === key));
}

function isContainerList(step: Step | undefined): boolean {
  return step === "containers" || step === "initContainers";
}
