import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { injectDocuments } from "../../src/app/inject/texts.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { resourceText } from "../../src/report/summary.ts";
import { at, toValue, type Value } from "../../src/value/value.ts";
import { assert, caseDirs, table } from "../cases.ts";
import { configOf, yamlValue } from "../function/run-core.ts";
import { mapOf } from "./contexts.ts";
import { look } from "./look.ts";
import { documents } from "./yaml.ts";

const pinned = mapOf({
  apiVersion: "podgraft.dev/v1alpha1",
  kind: "SidecarInjector",
  metadata: { name: "mesh" },
  spec: { kubernetesVersion: "1.34", istio: { tag: "1.30.5" } },
});

/**
 * Manifests, injected as a whole: `input.yaml`; `config.yaml`, where it is not the plain one above; `expected.yaml`, for
 * each workload by name what is at which path of the result, null for nothing; `report.txt`, everything that is reported
 * (written again with UPDATE_EXPECTED=1).
 *
 * `guides`: what guides to Istio's injection show. `differences`: what differs from Istio on purpose.
 * `reported`: what users of Istio and other injectors reported.
 */
for (const folder of ["guides", "differences", "reported"]) {
  table(folder, caseDirs(`test/data/${folder}`), { title: ({ name }) => name, run: ({ dir }) => runCase(dir) });
}

async function runCase(dir: string): Promise<void> {
  const read = (name: string) => readFileSync(`${dir}/${name}`, "utf8");
  const config = existsSync(`${dir}/config.yaml`) ? yamlValue(read("config.yaml")) : pinned;
  const { output, diagnostics } = await injectDocuments("input.yaml", read("input.yaml"), configOf(config));
  const injected = documents(output?.join("") ?? "");
  const expected = yamlValue(read("expected.yaml")) as Readonly<Record<string, Readonly<Record<string, Value>>>>;
  for (const [name, wanted] of Object.entries(expected)) {
    const workload = injected.find((object) => at(object, "metadata", "name") === name);
    for (const [path, want] of Object.entries(wanted)) assert.equal(look(workload, path) ?? null, toValue(want), `${name} ${path}`);
  }
  const report = diagnostics.map(reportLine).join("");
  if (process.env.UPDATE_EXPECTED === "1") writeFileSync(`${dir}/report.txt`, report);
  else assert.is(report, read("report.txt"));
}

function reportLine({ severity, code, resource, message }: Diagnostic): string {
  const who = resource === undefined ? "" : ` ${resourceText(resource)}`;
  return `${severity} ${code}${who}: ${message}\n`;
}
