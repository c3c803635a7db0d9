import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { AppKind } from "../../src/cli/app-kind.ts";
import { appTexts } from "../../src/cli/app-texts.ts";
import { assert, table } from "../cases.ts";
import { withFiles } from "../files.ts";

interface Row {
  readonly title: string;
  readonly kind: AppKind;
  /** Scripts that stand in for programs. */
  readonly programs: Readonly<Record<string, string>>;
  /** The texts that were built, and the names of those beside them; or what the message of the fault names. */
  readonly built?: readonly string[];
  readonly beside?: readonly string[];
  readonly fault?: string;
}

const rows: readonly Row[] = [
  { title: "a plain directory is read", kind: "plain", programs: {}, built: ["a: 1\n", "b: 1\n"], beside: [] },
  {
    title: "kustomize builds",
    kind: "kustomize",
    programs: { kustomize: "echo built: $1" },
    built: ["built: build\n"],
    beside: ["a.yaml"],
  },
  {
    title: "kubectl stands in",
    kind: "kustomize",
    programs: { kubectl: "echo built: $1" },
    built: ["built: kustomize\n"],
    beside: ["a.yaml"],
  },
  { title: "helm builds", kind: "helm", programs: { helm: "echo built: $1" }, built: ["built: template\n"], beside: ["a.yaml"] },
  { title: "no program", kind: "kustomize", programs: {}, fault: "neither kustomize nor kubectl is on PATH" },
  { title: "a program that fails", kind: "helm", programs: { helm: "exit 3" }, fault: "helm template ended with status 3" },
  { title: "a program that prints nothing", kind: "helm", programs: { helm: ":" }, fault: "helm template printed nothing" },
];

table("the manifests of a directory", rows, {
  title: ({ title }) => title,
  run: ({ kind, programs, built, beside, fault }) =>
    withFiles({ "app/a.yaml": "a: 1\n", "app/below/b.yaml": "b: 1\n" }, async (cwd) => {
      const path = process.env.PATH;
      mkdirSync(join(cwd, "bin"));
      for (const [name, script] of Object.entries(programs)) {
        writeFileSync(join(cwd, "bin", name), `#!/bin/sh\n${script}\n`);
        chmodSync(join(cwd, "bin", name), 0o755);
      }
      process.env.PATH = [join(cwd, "bin"), "/nowhere"].join(delimiter);
      try {
        const directory = join(cwd, "app");
        const parameters = {
          config: undefined,
          values: undefined,
          releaseName: undefined,
          context: [],
          valuesFiles: [],
          namespaceLabels: {},
        };
        const request = {
          directory,
          repository: directory,
          parameters,
          namespace: undefined,
          helm: { release: "web", namespace: undefined, kubeVersion: undefined, apiVersions: undefined },
          kustomizeFlags: [],
          helmFlags: [],
          seconds: 20,
        };
        const found = await appTexts(kind, request);
        if ("diagnostics" in found) {
          assert.equal(
            found.diagnostics.map(({ code }) => code),
            ["BuildFailed"],
          );
          assert.match(found.diagnostics[0]?.message ?? "", fault ?? "no fault");
        } else {
          assert.equal(
            found.built.map(({ text }) => text),
            built,
          );
          assert.equal(
            found.beside.map(({ file }) => file.slice(directory.length + 1)),
            beside,
          );
        }
      } finally {
        process.env.PATH = path;
      }
    }),
});
