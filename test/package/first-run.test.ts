import { spawnSync } from "node:child_process";
import manifest from "../../package.json" with { type: "json" };
import lock from "../../package-lock.json" with { type: "json" };
import { assert, suite } from "../cases.ts";
import { root } from "../files.ts";

interface Locked {
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
}

const packages = Object.entries(lock.packages as Readonly<Record<string, Locked>>);

suite("npm ci and npm start", (test) => {
  test("no package wants a newer Node than podgraft does, of which npm would warn", () => {
    const floor = manifest.engines.node.replace(">=", "").split(".").map(Number);
    const wanting = packages.filter(([, { engines }]) => !allows(engines?.node ?? "*", floor)).map(([path]) => path);
    assert.equal(wanting, []);
  });

  test("package.json says about each script of a package whether npm runs it, which would warn otherwise", () => {
    const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.replace("node_modules/", ""));
    // Of macOS alone.
    assert.equal(
      scripted.filter((name) => name !== "fsevents"),
      Object.keys(manifest.allowScripts),
    );
  });

  test("npm builds the package where it is installed from Git, for which it runs no script but prepare", () => {
    const run = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];
    assert.equal(
      Object.keys(manifest.scripts).filter((name) => run.includes(name)),
      ["prepare"],
    );
    assert.is(manifest.scripts.prepare, manifest.scripts.build);
  });

  test("the first screen begins with what is injected and why", () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ["tools/start.mjs"], { cwd: root, encoding: "utf8" });
    assert.is(status, 0, stderr);
    assert.match(stdout, /^What is injected into examples\/istio, and why:\n\nDeployment orders\/cart /);
    assert.match(stdout, "What that changes:\n\nworkloads that change ");
    assert.ok(`${stdout}${stderr}`.split("\n").length <= 32);
  });
});

/** Whether a range of versions, such as `^20.19.0 || >=22`, holds a version. */
function allows(range: string, version: readonly (number | undefined)[]): boolean {
  return range.split("||").some((part) =>
    part
      .trim()
      .split(/(?<=\d)\s+/)
      .every((bound) => holds(bound, version)),
  );
}

function holds(bound: string, [major = 0, minor = 0, patch = 0]: readonly (number | undefined)[]): boolean {
  const [, operator = "", ...parts] = /^([<>=^~]*)\s*v?(\d+|\*)(?:\.(\d+|x))?(?:\.(\d+|x))?/.exec(bound) ?? [];
  if (parts[0] === undefined || parts[0] === "*") return true;
  const [low = 0, ...rest] = parts.map((part) => (part === undefined || part === "x" ? 0 : Number(part)));
  const number = (a: number, b: number, c: number) => a * 1e6 + b * 1e3 + c;
  const [given, limit] = [number(major, minor, patch), number(low, rest[0] ?? 0, rest[1] ?? 0)];
  if (operator === "<") return given < limit;
  if (operator === "<=") return given <= limit;
  return given >= limit && (operator === ">=" || operator === ">" || major === low);
}
