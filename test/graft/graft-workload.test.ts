import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";
import { configOf, injected, uninjected } from "../function/run-core.ts";

const workload = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "web:1"}
`;

/** A configuration of a sidecar with an annotation and a volume of its own. */
const layer = (name: string, tag = "1") =>
  configOf(
    toValue({
      apiVersion: "podgraft.dev/v1alpha1",
      kind: "SidecarInjector",
      metadata: { name },
      spec: {
        sidecars: [
          {
            name,
            policy: "enabled",
            template: {
              metadata: { annotations: { [`example.com/${name}`]: tag } },
              spec: { containers: [{ name, image: `${name}:${tag}` }], volumes: [{ name: `${name}-data`, emptyDir: {} }] },
            },
          },
        ],
      },
    }),
  );

async function grafted(text: string, ...configs: readonly ReturnType<typeof layer>[]): Promise<string> {
  let all = text;
  for (const config of configs) {
    const done = await injected(all, config);
    assert.is(hasErrors(done.diagnostics), false, JSON.stringify(done.diagnostics));
    all = done.text;
  }
  return all;
}

const names = ["a", "b", "c"];

table("of three layers, renewed", names, {
  title: (name) => name,
  run: async (name) => {
    const first = await grafted(workload, ...names.map((each) => layer(each)));
    const renewed = await grafted(first, layer(name, "2"));
    assert.is(renewed, await grafted(workload, ...names.map((each) => layer(each, each === name ? "2" : "1"))));
    assert.is(await grafted(renewed, layer(name, "1")), first);
  },
});

table("of three layers, taken out", names, {
  title: (name) => name,
  run: async (name) => {
    const all = await grafted(workload, ...names.map((each) => layer(each)));
    const { text } = await uninjected(all, name);
    for (const each of names) assert.is(text.includes(`image: ${each}:1`), each !== name, each);
    assert.is((await uninjected(text)).text, workload);
  },
});
