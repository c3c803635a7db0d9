import { renderedFiles } from "../../../src/app/build/rendered-files.ts";
import { assert, table } from "../../cases.ts";

const object = (kind: string, name: string, namespace?: string) =>
  `---\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: "${name}"\n${namespace === undefined ? "" : `  namespace: ${namespace}\n`}`;

const rows: readonly { readonly title: string; readonly stream: string; readonly paths: readonly string[] }[] = [
  { title: "nothing", stream: "", paths: [] },
  {
    title: "by namespace, kind and name, in order",
    stream: object("Service", "web", "shop") + object("Namespace", "shop"),
    paths: ["shop/service-web.yaml", "namespace-shop.yaml"],
  },
  {
    title: "two of a name, of other groups or other case",
    stream: object("Service", "web") + object("SERVICE", "web") + object("Service", "web"),
    paths: ["service-web.yaml", "service-web-2.yaml", "service-web-3.yaml"],
  },
  { title: "a name with characters of its own", stream: object("Role", "a:b/../c"), paths: ["role-a_b_.._c.yaml"] },
  { title: "a namespace that leads elsewhere", stream: object("Role", "a", '".."'), paths: ["_/role-a.yaml"] },
];

table("the files of what was built", rows, {
  title: ({ title }) => title,
  run: ({ stream, paths }) => {
    const files = renderedFiles(stream);
    assert.equal(
      files.map(({ path }) => path),
      paths,
    );
    assert.is(files.map(({ text }) => `---\n${text}`).join(""), stream);
  },
});
