import { parseDocument } from "yaml";
import { assert } from "../cases.ts";
import { built } from "./built.ts";
import { hostSuite } from "./hosts.ts";
import { build } from "./kustomize.ts";
import { deployment, injector, kustomization } from "./manifests.ts";
import { withPackage } from "./package.ts";
import { podgraftOn, resourceList } from "./resource-list.ts";

const web = deployment("web");

/** Texts that some reader takes for another type, or for syntax. */
const TEXTS = [
  ..."yes|no|on|off|y|n|Y|TRUE|null|~||0644|0o17|0x1F|0b11|1_000|1e3|1.10|.inf|.NaN|12:30:45|2024-01-01|=|<<|-|?".split("|"),
  ..."a: b|a #b|#a|@a|`a|%a|&a|*a|!a|[a|{a|- a|? a|'a'|\"a\"| a|a |a:|,a|---|...|---\na|\ta|a\tb|a\\b".split("|"),
  "two\nlines",
  "two\nlines\n",
  "\nfirst",
  "end\n\n",
  "\r\n",
  "\u2028",
  "\u0085",
  "\ufeff",
  "\u{1f600}",
  "caf\u00e9",
  "\u0007",
  "x".repeat(2000),
  "many words ".repeat(40),
];

/** JSON in ASCII: a reader of YAML 1.1 would take U+0085 in quotes for a line break. */
const written = JSON.stringify(TEXTS).replace(/[\u0080-\u2fff\ufeff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
const quotes = injector({ template: `spec: {containers: [{name: shipper, image: x, args: ${written}}]}` });

interface WithArgs {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly args?: readonly string[] }[] } } };
}

const argsOf = (object: unknown) => (object as WithArgs).spec.template.spec.containers[1]?.args;

hostSuite([], "traps: quoting", (test) => {
  for (const version of ["1.1", "1.2"] as const) {
    test(`trap 13: grafted texts are the same texts for a reader of YAML ${version}`, () => {
      const { stdout } = podgraftOn(resourceList([web], quotes));
      const { items } = parseDocument(stdout, { version }).toJS() as { items: unknown[] };
      assert.equal(argsOf(items[0]), TEXTS);
    });
  }
});

hostSuite(["kustomize"], "traps: quoting through kustomize", (test) => {
  test("trap 13: grafted texts are the same texts in what is built; U+0085 kustomize itself makes a space", () => {
    const files = {
      "kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }),
      "web.yaml": web,
      "injector.yaml": quotes,
    };
    withPackage(files, (pkg) =>
      assert.equal(
        argsOf(built(build(pkg, "."))[0]),
        TEXTS.map((text) => text.replace("\u0085", " ")),
      ),
    );
  });
});
