import { readFileSync } from "node:fs";
import { injectIstio } from "../../src/istio/inject-istio.ts";
import { annotations, labels } from "../../src/istio/names.ts";
import { assert, suite } from "../cases.ts";
import { injectContext, podOf } from "../istio/contexts.ts";

suite("docs/ANNOTATIONS.md", (test) => {
  const page = readFileSync("docs/ANNOTATIONS.md", "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| name |"));
  const named = rows.flatMap((row) => [...(row.split(" | ")[0] as string).matchAll(/`([^`]+)`/g)].map(([, name]) => name as string));
  test("marks what is checked", () => {
    for (const row of rows) {
      for (const [, name] of (row.split(" | ")[0] as string).matchAll(/`([^`]+)`/g)) {
        const { diagnostics } = injectIstio(podOf({ annotations: { [name as string]: "?!" } }), injectContext());
        assert.is(
          diagnostics.some(({ code }) => code === "InvalidAnnotation"),
          row.includes("✔"),
          name,
        );
      }
    }
  });
  test("names each annotation and label once, and no other", () => {
    const known = [...new Set<string>([...Object.values(annotations), ...Object.values(labels)])];
    assert.equal([...named].sort(), known.sort());
  });
});
