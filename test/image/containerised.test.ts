import { chmodSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { assert, suite } from "../cases.ts";
import { images as imagesIn } from "../hosts/built.ts";
import { type Host, hostSuite } from "../hosts/hosts.ts";
import { deployment, injector, kptfile, kustomization } from "../hosts/manifests.ts";
import { type Files, type Package, withPackage } from "../hosts/package.ts";
import type { Built } from "./build-steps.ts";
import { images } from "./image.ts";

const IMAGE = "localhost/podgraft:1";
const SHIPPED = { "shop/web": ["example.com/web:1.0", "fluent/fluent-bit:3.1"] };

/** Stands for the engine that hosts call: it starts the image's program with the image's environment, and has only this image. */
function engine({ dir, env, entrypoint }: Built): string {
  const path = [...(env.PATH ?? "").split(":").map((folder) => join(dir, folder)), dirname(process.execPath), "/usr/bin", "/bin"].join(":");
  return `#!/bin/sh
if [ "$1" = version ]; then echo 27.3.1; exit; fi
while [ $# -gt 0 ] && [ "$1" != ${IMAGE} ]; do shift; done
[ $# -gt 0 ] || exit 125
shift
exec env -i PATH='${path}' '${join(dir, entrypoint[0] as string)}' "$@"
`;
}

/** Runs a host in a package, with the stand-in as its engine. */
function runHost(pkg: Package, [program = "", ...args]: readonly string[]): string {
  pkg.write(".bin/docker", engine(images().get("function") as Built));
  chmodSync(join(pkg.dir, ".bin/docker"), 0o755);
  const { code, stdout, stderr } = pkg.run("sh", ["-c", `PATH="$PWD/.bin:$PATH" exec "$@"`, "sh", program, ...args]);
  assert.is(code, 0, stderr);
  return stdout;
}

const web = deployment("web", { namespace: "shop" });
const asImage = (text: string) =>
  text.replaceAll("exec: podgraft", `image: ${IMAGE}`).replaceAll("exec: {path: podgraft}", `container: {image: "${IMAGE}"}`);

const rows: readonly { name: string; host: Host; files: Files; check: (pkg: Package) => void }[] = [
  {
    name: "kpt fn render",
    host: "kpt",
    files: {
      "shop/Kptfile": asImage(kptfile("shop")),
      "shop/injector.yaml": injector({ annotations: 'config.kubernetes.io/local-config: "true"' }),
      "shop/web.yaml": web,
    },
    check: (pkg) => {
      runHost(pkg, ["kpt", "fn", "render", "shop"]);
      assert.equal(imagesIn(pkg.read("shop/web.yaml")), SHIPPED);
    },
  },
  {
    name: "kpt fn eval",
    host: "kpt",
    files: { "shop/web.yaml": web, "injector.yaml": injector() },
    check: (pkg) => {
      runHost(pkg, ["kpt", "fn", "eval", "shop", "--image", IMAGE, "--fn-config", "injector.yaml"]);
      assert.equal(imagesIn(pkg.read("shop/web.yaml")), SHIPPED);
    },
  },
  {
    name: "kpt fn doc",
    host: "kpt",
    files: {},
    check: (pkg) => assert.match(runHost(pkg, ["kpt", "fn", "doc", "--image", IMAGE]), /^podgraft grafts sidecars/),
  },
  {
    name: "kustomize build",
    host: "kustomize",
    files: {
      "kustomization.yaml": kustomization({ resources: "[web.yaml]", transformers: "[injector.yaml]" }),
      "web.yaml": web,
      "injector.yaml": asImage(injector()),
    },
    check: (pkg) => assert.equal(imagesIn(runHost(pkg, ["kustomize", "build", "--enable-alpha-plugins", "."])), SHIPPED),
  },
];

for (const { name, host, files, check } of rows) {
  hostSuite([host], `as a container: ${name}`, (test) => {
    test("runs the image's function", () => withPackage(files, check));
  });
}

suite("the image's name", (test) => {
  test("has a slash in it: kpt looks for others in a registry of its own", () => {
    const { image } = parse(readFileSync("plugin/kpt/metadata.yaml", "utf8")) as { image: string };
    assert.match(image, "/");
    assert.match(readFileSync("plugin/krm-function.yaml", "utf8"), `image: ${image}:`);
  });
});
