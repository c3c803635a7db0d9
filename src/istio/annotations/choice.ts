import type { AnnotationRows } from "./row.ts";

/** Whether and by whom a pod is injected. */
export const choiceRows = {
  inject: {
    name: "sidecar.istio.io/inject",
    value: '"true", "false"',
    standing: "deprecated",
    instead: "the label sidecar.istio.io/inject",
    successor: { which: "labels", name: "sidecar.istio.io/inject" },
    readBy: ["injector"],
    effect: "in or out, where the label does not say",
  },
  revision: {
    name: "istio.io/rev",
    value: "written",
    standing: "written",
    readBy: ["injector"],
    effect: "the revision that injected; the label asks for one",
  },
  templates: {
    name: "inject.istio.io/templates",
    value: "sidecar, gateway, grpc-simple, grpc-agent or your own, separated by commas",
    readBy: ["injector"],
    effect: "what is injected; an unknown name is an error",
  },
  status: { name: "sidecar.istio.io/status", value: "written", standing: "written", readBy: ["injector"], effect: "what was injected" },
  overrides: {
    name: "proxy.istio.io/overrides",
    value: "written",
    standing: "written",
    readBy: ["injector"],
    effect: "your own settings of the proxy, for the next injection",
  },
  analyzeSuppress: {
    name: "galley.istio.io/analyze-suppress",
    value: "codes separated by commas, or *",
    readBy: ["others"],
    effect: "silences findings",
  },
} as const satisfies AnnotationRows;
