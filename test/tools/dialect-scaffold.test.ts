import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Dialect } from "../../src/dialects/dialect.ts";
import { dialectGrafts } from "../../src/dialects/dialect-grafts.ts";
import { at, toValue, type ValueMap } from "../../src/value/value.ts";
import { dialectScaffold } from "../../tools/dialect-scaffold.ts";
import { bundle } from "../bundle.ts";
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";

/** What the scaffold's code exports, as if it was in src/. */
async function scaffolded(name: string): Promise<Dialect> {
  const code = dialectScaffold(name).files.get(`src/dialects/${name}/${name}.ts`) as string;
  const folder = mkdtempSync(join(tmpdir(), "podgraft-scaffold-"));
  try {
    const outfile = join(folder, "dialect.mjs");
    const contents = code.replaceAll('from "../', 'from "./');
    await bundle({ stdin: { contents, loader: "ts", resolveDir: join(root, "src/dialects") }, outfile });
    return Object.values(await import(pathToFileURL(outfile).href))[0] as Dialect;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

suite("a new dialect", (test) => {
  test("works as it is", async () => {
    const dialect = await scaffolded("vault-agent");
    const podTemplate = toValue({
      metadata: { annotations: { "vault-agent.example.com/inject": "true" } },
      spec: { containers: [{ name: "web" }] },
    }) as ValueMap;
    const facts = {
      workload: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      podTemplate,
      namespace: { labels: {}, annotations: {}, isKnown: false },
    };
    const input = { find: () => undefined, names: () => [], minor: 34, readYaml: () => undefined, template: () => () => ({ text: "" }) };
    const [graft] = dialectGrafts({ "vault-agent": { address: "http://agent" } }, input, [dialect]).grafts;
    assert.is(graft?.decide(facts).code, "OptedIn");
    const applied = graft?.apply({ facts, podTemplate, appContainers: [], appInitContainers: [], taken: () => [] });
    assert.is(at(applied?.podTemplate, "spec", "containers", 0, "env", 0, "value"), "http://agent");
  });
  test("names the row of the table", () =>
    assert.match(dialectScaffold("vault-agent").row, /import \{ vaultAgent \} from ".\/vault-agent\/vault-agent.ts"/));
});
