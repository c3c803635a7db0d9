import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import lock from "../../package-lock.json" with { type: "json" };
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";

/** How many packages there are: what runs in podgraft, what is asked for to build and test it, and all that these bring. The numbers only go down. */
const MOST = { bundled: 6, asked: 18, all: 166 };

/** Licences under which code may go into podgraft, whose own is Apache-2.0. */
const LICENCES = ["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
}

const locked = lock.packages as unknown as Readonly<Record<string, Locked>>;
const installed = Object.entries(locked).filter(([path]) => path !== "");

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
}

const bill = JSON.parse(readFileSync(join(root, "plugin/podgraft.cdx.json"), "utf8"));
const components: readonly Component[] = bill.components;

suite("dependencies", (test) => {
  test("do not reach those who install podgraft", () =>
    assert.equal(
      Object.keys(manifest).filter((key) => /^(?:peer|optional)?dependencies$/i.test(key)),
      [],
    ));
  test("are pinned, as package-lock.json has them", () => {
    for (const [name, version] of Object.entries(manifest.devDependencies))
      assert.is(version, locked[`node_modules/${name}`]?.version, name);
  });
  test("each have a digest", () =>
    assert.equal(
      installed.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? "")).map(([path]) => path),
      [],
    ));
  test("are counted", () => {
    const found = { bundled: components.length, asked: Object.keys(manifest.devDependencies).length, all: installed.length };
    for (const [what, most] of Object.entries(MOST))
      assert.ok(found[what as keyof typeof MOST] <= most, `${what}: ${JSON.stringify(found)}`);
  });
});

suite("the bill of materials", (test) => {
  test("is CycloneDX's, and says nothing that changes from build to build", () => {
    assert.equal([bill.bomFormat, bill.metadata.component.purl], ["CycloneDX", `pkg:npm/podgraft@${manifest.version}`]);
    assert.equal([bill.serialNumber, bill.metadata.timestamp], [undefined, undefined]);
  });
  test("names the packages whose licences go with the code", () => {
    const notices = readFileSync(join(root, "plugin/THIRD-PARTY-LICENSES"), "utf8");
    const named = [...notices.matchAll(/^---\n(\S+) (\S+) \(/gm)].map(([, name, version]) => `${name} ${version}`);
    assert.equal(
      components.map(({ name, version }) => `${name} ${version}`),
      named,
    );
  });
  test("has each with a digest and a licence that may go into podgraft", () => {
    for (const { name, hashes, licenses, scope } of components) {
      assert.equal([scope, hashes.map(({ alg }) => alg)], ["required", ["SHA-512"]], name);
      assert.ok(
        licenses.length > 0 && licenses.every(({ license }) => LICENCES.includes(license.id)),
        `${name}: ${JSON.stringify(licenses)}`,
      );
    }
  });
});
