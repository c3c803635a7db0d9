import type { Path } from "../../change/changes.ts";

/** What a change is about, the most important first. */
export const meanings = [
  "image",
  "container",
  "resources",
  "env",
  "probes",
  "security",
  "ports",
  "command",
  "volumes",
  "metadata",
  "other",
] as const;

export type Meaning = (typeof meanings)[number];

/** By the fields of pods and containers. */
const fields: Readonly<Record<string, Meaning>> = {
  image: "image",
  imagePullPolicy: "image",
  imagePullSecrets: "image",
  containers: "container",
  initContainers: "container",
  resources: "resources",
  env: "env",
  envFrom: "env",
  livenessProbe: "probes",
  readinessProbe: "probes",
  startupProbe: "probes",
  lifecycle: "probes",
  securityContext: "security",
  ports: "ports",
  command: "command",
  args: "command",
  volumes: "volumes",
  volumeMounts: "volumes",
  annotations: "metadata",
  labels: "metadata",
};

/** By the innermost field of the path that has a meaning; a whole container counts as one, whatever is in it. */
export function meaningOf(path: Path): Meaning {
  const named = path.map((step) => (typeof step === "string" && Object.hasOwn(fields, step) ? fields[step] : undefined));
  return named.find((meaning) => meaning === "metadata") ?? named.findLast((meaning) => meaning !== undefined) ?? "other";
}
