import { inject, type Plain, told, uninject } from "../app/run-objects.ts";
import { assert, suite } from "../cases.ts";

const env = [{ name: "LOG", value: "json" }];
const deployment = (spec: object) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: { template: { spec } },
});
const logs = {
  name: "logs",
  policy: "enabled",
  template: { spec: { containers: [{ name: "shipper", image: "s:1" }] } },
  appContainers: { env },
};
const quiet = { name: "quiet", policy: "enabled", template: { spec: { containers: [{ name: "quiet", image: "q:1" }] } } };
const app = { name: "app", image: "a:1" };

/** Each container, in all lists, with the names of its variables: `app: LOG`. */
function variables([item]: readonly Plain[]): readonly string[] {
  const { spec } = (item as unknown as ReturnType<typeof deployment>).spec.template;
  const { containers = [], initContainers = [] } = spec as Record<string, { name: string; env?: { name: string }[] }[]>;
  return [...initContainers, ...containers].map((found) => `${found.name}: ${(found.env ?? []).map(({ name }) => name).join(" ")}`);
}

suite("appContainers", (test) => {
  test("goes into every container of the app, and into no init container", async () => {
    const own = { initContainers: [{ name: "init", image: "i" }], containers: [app, { name: "two", image: "b:1", env: [{ name: "B" }] }] };
    const { items, diagnostics } = await inject([deployment(own)], { sidecars: [logs] });
    assert.equal(told(diagnostics), []);
    assert.equal(variables(items), ["init: ", "app: LOG", "two: LOG B", "shipper: "]);
  });

  test("goes into the containers and init containers that appContainerNames has, and into no others", async () => {
    const initContainers = [
      { name: "init", image: "i" },
      { name: "migrate", image: "m" },
    ];
    const own = { initContainers, containers: [app, { name: "two", image: "b:1" }] };
    const named = { ...logs, appContainerNames: ["two", "migrate"] };
    const { text, items, diagnostics } = await inject([deployment(own)], { sidecars: [named] });
    assert.equal(told(diagnostics), []);
    assert.equal(variables(items), ["init: ", "migrate: LOG", "app: ", "two: LOG", "shipper: "]);
    assert.equal((await uninject(text)).items, [deployment(own)]);
  });

  test("does not go into what this configuration grafted, before it or after", async () => {
    const { items } = await inject([deployment({ containers: [app] })], { sidecars: [quiet, logs, { ...quiet, name: "q2" }] });
    assert.equal(variables(items), ["app: LOG", "quiet: ", "shipper: "]);
  });

  test("does not go into what another configuration grafted, nor into Istio's proxy", async () => {
    const own = { containers: [app, { name: "istio-proxy", image: "auto" }] };
    const first = await inject([deployment(own)], { sidecars: [quiet] }, "base");
    const { items } = await inject(first.items, { sidecars: [logs] }, "overlay");
    assert.equal(variables(items), ["app: LOG", "istio-proxy: ", "quiet: ", "shipper: "]);
  });

  test("once in is once in, and all of it comes out", async () => {
    const object = deployment({ containers: [{ ...app, env: [{ name: "LOG", value: "text" }] }] });
    const sidecars = [{ ...logs, onConflict: "replace" }];
    const { text, items } = await inject([object], { sidecars });
    assert.equal(variables(items), ["app: LOG", "shipper: "]);
    assert.equal((await inject(items, { sidecars })).items, items);
    assert.equal((await uninject(text)).items, [object]);
  });

  test("beats what the template itself writes to that container", async () => {
    const template = {
      spec: {
        containers: [
          {
            name: "app",
            tty: true,
            env: [
              { name: "LOG", value: "text" },
              { name: "MORE", value: "1" },
            ],
          },
        ],
      },
    };
    const { items } = await inject([deployment({ containers: [app] })], { sidecars: [{ ...logs, template }] });
    const { spec } = (items[0] as ReturnType<typeof deployment>).spec.template;
    assert.equal(spec, { containers: [{ ...app, tty: true, env: [...env, { name: "MORE", value: "1" }] }] });
  });

  test("two that write different values to one variable are a conflict", async () => {
    const other = { ...logs, name: "other", appContainers: { env: [{ name: "LOG", value: "text" }] } };
    const { diagnostics } = await inject([deployment({ containers: [app] })], { sidecars: [logs, other] });
    assert.equal(told(diagnostics), [
      'FieldConflict: Cannot graft spec.template.spec.containers[app].env[LOG].value: the sidecar logs writes "json", the sidecar other writes "text"; expected one value',
    ]);
  });
});
