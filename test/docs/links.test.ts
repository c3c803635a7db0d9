import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assert, suite, table } from "../cases.ts";
import { root } from "../files.ts";

const inDocs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
const examples = readdirSync(join(root, "kustomization-examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...inDocs.map((name) => `docs/${name}`),
  "docs/playground/README.md",
  "kustomization-examples/README.md",
  ...examples.map(({ name }) => `kustomization-examples/${name}/README.md`),
];

table("links of the documentation lead somewhere", pages, {
  title: (page) => page,
  run: (page) => {
    for (const [link, target] of linksOf(page)) {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      assert.ok(existsSync(join(root, file)), `${link} of ${page}`);
      if (anchor !== undefined) assert.ok(anchorsOf(file).has(anchor), `${link} of ${page}: no heading ${anchor}`);
    }
  },
});

/** The links to other files, code left out. */
function linksOf(page: string): readonly (readonly [string, string])[] {
  const text = readFileSync(join(root, page), "utf8")
    .replaceAll(/^```[\s\S]*?^```$/gm, "")
    .replaceAll(/`[^`\n]*`(?!\])/g, "");
  const found = [...text.matchAll(/\[[^\]\n]+\]\(([^)\s]+)\)/g)].map(([link, target]) => [link, target as string] as const);
  return found.filter(([, target]) => !target.startsWith("https://"));
}

/** The anchors of a page's headings, as GitHub makes them, and those that it writes itself. */
function anchorsOf(file: string): ReadonlySet<string> {
  const text = readFileSync(join(root, file), "utf8");
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading as string);
  const written = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id as string);
  return new Set([
    ...written,
    ...headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, "")
        .trim()
        .replaceAll(" ", "-"),
    ),
  ]);
}

suite("indices", (test) => {
  test("docs/README.md names every page", () =>
    assertNamed(
      "docs/README.md",
      inDocs.filter((name) => name !== "README.md"),
    ));
  test("kustomization-examples/README.md names every example", () =>
    assertNamed(
      "kustomization-examples/README.md",
      examples.map(({ name }) => name),
    ));
  test("CONTRIBUTING.md names files that exist", () => {
    const named = [...readFileSync(join(root, "CONTRIBUTING.md"), "utf8").matchAll(/`((?:src|tools|test|docs)\/[\w./-]+)`/g)].map(
      ([, path]) => path as string,
    );
    assert.ok(named.length > 10);
    assert.equal(
      named.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });
});

function assertNamed(index: string, names: readonly string[]): void {
  const targets = linksOf(index).map(([, target]) => target);
  assert.equal(
    names.filter((name) => !targets.includes(name)),
    [],
  );
}
