import { assert } from "../cases.ts";
import { byNamespace, everywhere } from "./argocd-apps.ts";
import { images } from "./built.ts";
import { withCmpImage } from "./cmp-image.ts";
import { type App, CmpServer, type Parameter } from "./cmp-server.ts";
import { hostSuite, type Outcome } from "./hosts.ts";
import { deployment } from "./manifests.ts";

const SHIPPER = "fluent/fluent-bit:3.1";
const files = {
  "app/web.yaml": deployment("web"),
  "app/injector.yaml": byNamespace,
  "mesh/injector.yaml": everywhere,
  "mesh/namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {logging: enabled}}\n",
};

const generate = (app: Partial<App>): Promise<Outcome> =>
  withCmpImage({}, (image) => new CmpServer(image, { files, path: "app", ...app }).generate());

const injected = { web: ["example.com/web:1.0", SHIPPER] };
const untouched = { web: ["example.com/web:1.0"] };

interface Row {
  readonly name: string;
  readonly app: Partial<App>;
  readonly images: Readonly<Record<string, readonly string[]>>;
}

const rows: readonly Row[] = [
  { name: "no plugin block at all", app: {}, images: untouched },
  { name: "null, a plugin block without parameters", app: { parameters: null }, images: untouched },
  { name: "an empty list", app: { parameters: [] }, images: untouched },
  { name: "a string", app: { parameters: [{ name: "config", string: "../mesh/injector.yaml" }] }, images: injected },
  { name: "an empty string, which names nothing", app: { parameters: [{ name: "config", string: "" }] }, images: untouched },
  { name: "a parameter without a value", app: { parameters: [{ name: "config" }] }, images: untouched },
  { name: "an array", app: { namespace: "shop", parameters: [{ name: "context", array: ["../mesh/namespace.yaml"] }] }, images: injected },
  { name: "an empty array", app: { namespace: "shop", parameters: [{ name: "context", array: [] }] }, images: untouched },
  { name: "a map", app: { namespace: "shop", parameters: [{ name: "namespace-labels", map: { logging: "enabled" } }] }, images: injected },
  { name: "an empty map", app: { namespace: "shop", parameters: [{ name: "namespace-labels", map: {} }] }, images: untouched },
  { name: "a variable of the operator's", app: { env: { PARAM_CONFIG: "../mesh/injector.yaml" } }, images: injected },
  {
    name: "a variable of the operator's that the Application speaks against",
    app: { env: { PARAM_CONFIG: "../mesh/injector.yaml" }, parameters: [{ name: "config", string: "injector.yaml" }] },
    images: untouched,
  },
  { name: "numbered variables of the operator's", app: { namespace: "shop", env: { PARAM_CONTEXT_0: "../mesh" } }, images: injected },
  {
    name: "the Application's own variables, which are not parameters",
    app: { env: { ARGOCD_ENV_CONFIG: "../mesh/injector.yaml" } },
    images: untouched,
  },
];

hostSuite([], "Argo CD: trap 15: parameters", (test) => {
  for (const { name, app, images: expected } of rows)
    test(name, async () => {
      const { code, stdout, stderr } = await generate(app);
      assert.is(code, 0, stderr);
      assert.equal(images(stdout), expected);
    });

  test("what is announced is what counts where nothing is sent", () =>
    withCmpImage({}, async (image) => {
      const app = { files, path: "app", namespace: "shop" };
      const announced = await new CmpServer(image, app).parameters();
      const sent = announced.map(({ name, string, array, map }) => ({ name, string, array, map }) as Parameter);
      assert.ok(sent.length >= 3);
      const silent = await new CmpServer(image, app).generate();
      assert.is(silent.code, 0, silent.stderr);
      assert.is((await new CmpServer(image, { ...app, parameters: sent }).generate()).stdout, silent.stdout);
    }));

  test("the Application's namespace is that of resources that name none, and that is said", async () => {
    const { stdout, stderr } = await generate({
      namespace: "shop",
      files: { ...files, "app/namespace.yaml": files["mesh/namespace.yaml"] },
    });
    assert.equal(images(stdout), injected);
    assert.match(stderr, "the namespace of resources that name none is shop (ARGOCD_APP_NAMESPACE)\n");
  });
});

interface Mistake {
  readonly name: string;
  readonly parameters?: readonly Parameter[];
  readonly app?: Partial<App>;
  readonly says: string;
}

const given = (name: string, value: Readonly<Record<string, unknown>>): readonly Parameter[] => [{ name, ...value }];
const secret = "hunter2";

const mistakes: readonly Mistake[] = [
  {
    name: "an array for a string",
    parameters: given("config", { array: [secret] }),
    says: "the parameter config is given as array; expected string",
  },
  {
    name: "a string for a map",
    parameters: given("namespace-labels", { string: secret }),
    says: "namespace-labels is given as string; expected map",
  },
  {
    name: "two types at once",
    parameters: given("config", { string: "a", map: {} }),
    says: "config is given as string and map; expected string",
  },
  { name: "a number for a string", parameters: given("config", { string: 1 }), says: "config holds a number; expected text" },
  {
    name: "a number in a map",
    parameters: given("namespace-labels", { map: { a: 1 } }),
    says: "holds a map with a number in it; expected a map of texts",
  },
  {
    name: "a map as an array",
    parameters: given("context", { array: { a: secret } }),
    says: "context holds a map; expected a list of texts",
  },
  {
    name: "nothing in an array",
    parameters: given("context", { array: [null] }),
    says: "holds a list with nothing in it; expected a list of texts",
  },
  { name: "an unknown name", parameters: given("confg", { string: secret }), says: 'there is no parameter "confg"; did you mean config?' },
  {
    name: "the same twice",
    parameters: [...given("config", { string: "injector.yaml" }), ...given("config", { string: secret })],
    says: "the parameter config is given twice; expected once",
  },
  {
    name: "no list",
    app: { env: { ARGOCD_APP_PARAMETERS: `{"a": "${secret}"}` } },
    says: "ARGOCD_APP_PARAMETERS is a map; expected a list",
  },
  { name: "no JSON", app: { env: { ARGOCD_APP_PARAMETERS: `[${secret}` } }, says: "ARGOCD_APP_PARAMETERS is not JSON; expected a list" },
  { name: "texts in the list", app: { env: { ARGOCD_APP_PARAMETERS: `["${secret}"]` } }, says: "holds text; expected maps with a name" },
  {
    name: "several at once",
    parameters: [...given("confg", { string: "a" }), ...given("context", { map: {} })],
    says: "the parameter context is given as map; expected array",
  },
  {
    name: "values for what is not a chart",
    parameters: given("values", { string: `a: ${secret}` }),
    says: "release-name, values and values-files are for Helm charts",
  },
  {
    name: "labels of a namespace that nobody names",
    parameters: given("namespace-labels", { map: { a: secret } }),
    says: "the application has no namespace; expected spec.destination.namespace",
  },
  {
    name: "a file that is not there",
    parameters: given("config", { string: "../a.yaml" }),
    says: 'config names "../a.yaml", which does not exist',
  },
  {
    name: "a file outside of the repository",
    parameters: given("config", { string: "../../../../../../etc/passwd" }),
    says: "which is not in the repository",
  },
  {
    name: "a comma in the name of a file, which helm would take for two",
    parameters: given("values-files", { array: ["a,/etc/passwd"] }),
    app: { files: { ...files, "app/Chart.yaml": "name: a", "app/a,/etc/passwd": "" } },
    says: "values-files names a file with , or",
  },
  {
    name: "an absolute path",
    parameters: given("context", { array: ["/etc/passwd"] }),
    says: 'context names "/etc/passwd", which is not in the repository',
  },
];

hostSuite([], "Argo CD: mistaken parameters", (test) => {
  for (const { name, parameters, app, says } of mistakes)
    test(`${name}: fails, without a value in the message`, async () => {
      const { code, stdout, stderr } = await generate({ ...app, parameters });
      assert.is(code, 2);
      assert.is(stdout, "");
      assert.match(stderr, says);
      assert.not.match(stderr, secret);
    });
});

hostSuite([], "Argo CD: manifest-generate-paths, where the repo server sends only what they name", (test) => {
  const repository = { "shop/app/web.yaml": deployment("web"), "shop/mesh/c.yaml": everywhere, "other/c.yaml": everywhere };
  const app = { files: repository, path: "shop/app" };

  test("a file below their common folder is found, though that is not the repository", async () => {
    const { stdout, stderr } = await generate({ ...app, sent: "shop", parameters: given("config", { string: "../mesh/c.yaml" }) });
    assert.equal(images(stdout), injected, stderr);
  });

  for (const [sent, path] of [
    ["shop/app", "../mesh/c.yaml"],
    ["shop", "../../other/c.yaml"],
  ] as const)
    test(`of ${sent}, ${path} is not there, and the message names the annotation`, async () => {
      const { code, stderr } = await generate({ ...app, sent, parameters: given("config", { string: path }) });
      assert.is(code, 2);
      assert.match(stderr, "add the file's directory to its annotation argocd.argoproj.io/manifest-generate-paths");
    });
});
