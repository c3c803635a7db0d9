import { assert, table } from "../cases.ts";
import { deployment, namespace, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

export const ns = namespace("shop", "logging: enabled, istio-injection: enabled");
export const newer = ownSidecar.replace("fluent-bit:3", "fluent-bit:4");
/** A Deployment whose pod template has one annotation. */
export const annotated = (name: string, line: string) =>
  deployment(name).replace("    spec:\n", `      annotations:\n        ${line}\n    spec:\n`);
export const misspelt = annotated("web", 'sidecar.istio.io/proxyCpu: "1"');
/** A pod that a controller made, with the image of its sidecar. */
export const pod = (image: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web-1
  namespace: shop
  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u, controller: true}]
spec:
  containers:
  - {name: web, image: "nginx:1.27.3"}
  - {name: shipper, image: "${image}", resources: {requests: {cpu: 10m, memory: 32Mi}}}
`;

/** What inject makes, as something committed. */
export function injected(text: string, config: string): string {
  return withFiles(
    { "in.yaml": `${ns}---\n${text}`, "c.yaml": config },
    (cwd) => podgraft(["inject", "-f", "in.yaml", "-c", "c.yaml"], { cwd }).out,
  );
}

/** An input, and what check finds in it. */
export interface Checked {
  readonly name: string;
  readonly input: string;
  readonly config?: string;
  readonly args?: readonly string[];
  /** Severity, code and line of every finding. */
  readonly found: readonly string[];
  readonly code: number;
}

/** Declares a test for each input. */
export function checks(subject: string, rows: readonly Checked[]): void {
  table(subject, rows, {
    title: ({ name }) => name,
    run: ({ input, config = ownSidecar, args = [], found, code }) =>
      withFiles({ "in.yaml": input, "c.yaml": config }, (cwd) => {
        const given = ["-f", "in.yaml", "-c", "c.yaml"];
        const run = podgraft(["check", ...given, "--report", "json", ...args], { cwd });
        const findings = JSON.parse(run.out) as { severity: string; code: string; location?: { line: number } }[];
        const told = findings.filter(({ severity, code: name }) => severity !== "info" && name !== "UnknownNamespace");
        assert.equal(
          told.map((one) => `${one.severity} ${one.code} ${one.location?.line}`),
          found,
          run.out,
        );
        if (told.length === findings.length) assert.is(run.code, code);
      }),
  });
}
