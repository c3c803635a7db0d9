import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { describe } from "../../kube/describe.ts";
import { allContainers, type PlacedContainer } from "../../kube/pod.ts";
import { at, isMap, type Value } from "../../value/value.ts";
import { handlers } from "../post/app-probers.ts";
import type { PodLintFacts } from "./pod-lint-facts.ts";

/**
 * Ports of probes and hooks that Kubernetes would refuse but does not see: Istio points the probe to the agent, which
 * then calls a port that does not exist.
 *
 * Source: kubernetes pkg/apis/core/validation ValidatePortNumOrName
 */
export function redirectedProbes({ podTemplate, injected }: PodLintFacts): readonly Diagnostic[] {
  if (injected === undefined) return [];
  const after = allContainers(injected);
  return allContainers(podTemplate).flatMap((placed) => {
    const { name } = placed.container;
    if (typeof name !== "string") return [];
    const grafted = after.find(({ container }) => container.name === name)?.container;
    return handlers.flatMap(({ path, url }) => (at(grafted, ...path, "httpGet", "path") === url(name) ? wrongPort(placed, path) : []));
  });
}

function wrongPort({ list, container }: PlacedContainer, path: readonly string[]): readonly Diagnostic[] {
  const handler = at(container, ...path);
  const kind = ["httpGet", "tcpSocket", "grpc"].find((name) => isMap(at(handler, name)));
  const port = kind === undefined ? undefined : at(handler, kind, "port");
  if (kind === undefined || isPort(port, kind)) return [];
  const name = String(container.name);
  const isQuoted = typeof port === "string" && /^\d+$/.test(port);
  return [
    diagnostic("InvalidProbe", {
      message: `The ${path.join(".")} of the container ${name} never succeeds: ${kind}.port is ${describe(port)}; expected a number from 1 to 65535${kind === "grpc" ? "" : ", or the name of a port"}. Istio redirects it, so Kubernetes does not refuse the pod`,
      fix: port === undefined ? `add port to ${kind}` : isQuoted ? "remove the quotes" : "write the port that the container listens on",
      field: { path: `spec.${list}[${name}].${[...path, kind, ...(port === undefined ? [] : ["port"])].join(".")}`, current: port ?? null },
    }),
  ];
}

/** A name that no port has is reported elsewhere. */
function isPort(port: Value | undefined, kind: string): boolean {
  if (typeof port === "string") return kind !== "grpc" && (/[a-z]/.test(port) || !/^\d+$/.test(port));
  return typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65535;
}
