import { annotationKinds } from "../../src/dialects/annotation-kinds.ts";
import { annotationSettings, annotationTable, inheritedTexts, unknownAnnotations } from "../../src/dialects/annotation-table.ts";
import { assert, suite } from "../cases.ts";

const lines = `
inject.example.com/on text
port port proxy.port
cpu* quantity proxy.cpu
cpu* cores proxy.threads
native bool proxy.native >=1.2.0
beta.example.com/native bool proxy.native >=1.1.0 <1.3.0`;
const all = annotationTable("config.example.com", lines, annotationKinds);
const rowsOf = (release: string) => all.filter(({ isOf }) => isOf(release));

suite("a table of annotations", (test) => {
  test("has whole names and names below the prefix", () =>
    assert.equal(
      [...new Set(all.map(({ name }) => name))],
      [
        ...["inject.example.com/on", "config.example.com/port", "config.example.com/cpu"],
        ...["config.example.com/native", "beta.example.com/native"],
      ],
    ));
  test("has rows of some releases", () => {
    assert.equal(
      ["1.0.0", "1.1.0", "1.2.0", "1.3.0"].map((release) => rowsOf(release).length),
      [4, 5, 6, 5],
    );
  });
  test("says what a pod takes from its namespace", () => {
    const above = { "config.example.com/port": "80", "config.example.com/cpu": "1", "inject.example.com/on": "yes", other: "x" };
    assert.equal(inheritedTexts(all, { "inject.example.com/on": "no" }, above), { "config.example.com/port": "80" });
  });
});

suite("the annotations of a table", (test) => {
  test("give the settings, by several rows for one annotation", () => {
    const { settings, diagnostics } = annotationSettings(all, { "config.example.com/cpu": "1500m" }, {});
    assert.equal(settings, [
      ["proxy.cpu", "1500m"],
      ["proxy.threads", 2],
    ]);
    assert.equal(diagnostics, []);
  });
  test("count before others for the same value, even where they cannot be read", () => {
    const texts = { "config.example.com/native": "maybe", "beta.example.com/native": "true" };
    assert.equal(annotationSettings(rowsOf("1.2.0"), texts, {}).settings, []);
    assert.equal(annotationSettings(rowsOf("1.1.0"), texts, {}).settings, [["proxy.native", true]]);
  });
  test("are reported once where one has no effect, and whether it is the namespace's", () => {
    const texts = { "config.example.com/cpu": "one", "config.example.com/port": "x" };
    const { diagnostics } = annotationSettings(all, texts, { "config.example.com/port": "x" });
    assert.equal(
      diagnostics.map(({ message, field }) => [message, field?.path]),
      [
        ['config.example.com/port of the namespace has no effect: it is "x"; expected a port\'s number', undefined],
        [
          'config.example.com/cpu has no effect: it is "one"; expected a quantity such as 100m',
          "metadata.annotations[config.example.com/cpu]",
        ],
      ],
    );
  });
  test("are known by the names of the prefix", () => {
    const own = { "config.example.com/prot": "80", "config.example.com/port": "80", "example.com/port": "80" };
    const known = { rows: all, prefix: /^config\.example\.com\//, party: "Example" };
    assert.equal(
      unknownAnnotations(own, known).map(({ message, fix }) => [message, fix]),
      [
        [
          "config.example.com/prot has no effect: Example's injector of this release does not have this annotation",
          "write config.example.com/port",
        ],
      ],
    );
  });
});
