import * as podgraft from "../../src/index.ts";
import { assert, table } from "../cases.ts";

// As JavaScript calls it, whatever the types say.
const library = podgraft as unknown as Readonly<
  Record<"inject" | "uninject" | "explain" | "check" | "init" | "defineSidecar", (...args: unknown[]) => unknown>
>;
const config = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", spec: {} };
const injector: podgraft.SidecarInjector = {
  apiVersion: "podgraft.dev/v1alpha1",
  kind: "SidecarInjector",
  metadata: { name: "logging" },
  spec: { sidecars: [{ name: "shipper", template: { spec: { containers: [{ name: "shipper", image: "shipper:1" }] } } }] },
};
const circle: Record<string, unknown> = { ...config };
circle.self = circle;

const rows: readonly [keyof typeof library, readonly unknown[], string][] = [
  ["inject", [], "texts is undefined; expected an array of {file, text}"],
  ["inject", ["kind: Pod", config], 'texts is the string "kind: Pod"; expected an array of {file, text}'],
  ["inject", [["kind: Pod"], config], 'texts[0] is the string "kind: Pod"; expected {file, text}'],
  ["inject", [[{ file: "a" }], config], "texts[0].text is undefined; expected a string"],
  ["inject", [[{ text: "a" }], config], "texts[0].file is undefined; expected a string"],
  ["inject", [Promise.resolve([]), config], "texts is a Promise; expected an array"],
  ["inject", [[]], "config is undefined; expected {file, text} with YAML, or a SidecarInjector as an object"],
  ["inject", [[], "x".repeat(99)], `config is the string "${"x".repeat(40)}..."; expected {file, text}`],
  ["inject", [[], []], "config is an array; expected {file, text}"],
  ["inject", [[], { file: 1, text: "" }], "config.file is the number 1; expected a string"],
  ["inject", [[], circle], "config cannot be written as JSON: "],
  ["inject", [[], config, null], "surroundings is null; expected an object"],
  ["inject", [[], config, { namespce: "shop" }], "surroundings has no option namespce; did you mean namespace?"],
  ["inject", [[], config, { namespace: 3 }], "surroundings.namespace is the number 3; expected a string"],
  ["inject", [[], config, { context: [{}] }], "surroundings.context[0].file is undefined; expected a string"],
  [
    "inject",
    [[], config, { toString: 1 }],
    "surroundings has no option toString; expected context, namespace, podLabels, namespaceLabels, requireInjected",
  ],
  ["explain", [[], config, { podLabels: { ship: true } }], "surroundings.podLabels[ship] is the boolean true; expected a string"],
  ["check", [[], config, { requireInjected: "yes" }], 'surroundings.requireInjected is the string "yes"; expected true or false'],
  ["uninject", [[], { only: ["logging"] }], "options.only is an array; expected a string"],
  ["init", [{}], "texts is an object; expected an array of {file, text}"],
  ["defineSidecar", [() => {}], "sidecar is a function; expected an object"],
];

table("an argument of the wrong type is a TypeError that names it", rows, {
  title: ([name, , message]) => `${name}: ${message}`,
  run: async ([name, args, message]) => {
    let error: unknown;
    try {
      await library[name](...args);
    } catch (caught) {
      error = caught;
    }
    assert.instance(error, TypeError);
    assert.match((error as Error).message, message);
  },
});

table("what may be absent", [[], [undefined], [{}], [{ context: undefined, namespace: undefined }]], {
  title: (args) => JSON.stringify(args),
  run: async (args) => assert.is((await podgraft.inject([], injector, ...(args as [object?]))).failed, false),
});
