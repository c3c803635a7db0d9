import * as library from "../../src/index.ts";
import { assert, table } from "../cases.ts";
import { mistakenCalls } from "./mistakes.ts";

const texts = [{ file: "web.yaml", text: "kind: Pod" }];
const config = { file: "injector.yaml", text: "kind: SidecarInjector" };
const sidecar = { name: "a", policy: "enabled", template: {} } as const;

const functions = [
  { name: "inject", call: library.inject as never, args: { texts, config, surroundings: {} } },
  { name: "uninject", call: library.uninject as never, args: { texts, options: {} } },
  { name: "explain", call: library.explain as never, args: { texts, config, surroundings: {} } },
  { name: "check", call: library.check as never, args: { texts, config, surroundings: {} } },
  { name: "init", call: library.init as never, args: { texts } },
  { name: "defineSidecar", call: library.defineSidecar as never, args: { sidecar } },
];

/** An object that is not a configuration is a fault of the configuration, which is reported. */
const fine = { texts: "an array", surroundings: "an object", options: "an object", config: "an object" };

const inside = [
  {
    argument: "surroundings",
    title: "has no option contxt; did you mean context?",
    run: () => library.inject(texts, config, { contxt: [] } as never),
  },
  {
    argument: "surroundings",
    title: ".context[0].text is undefined",
    run: () => library.check(texts, config, { context: [{ file: "a" }] } as never),
  },
  {
    argument: "surroundings",
    title: ".podLabels[app] is the number 1",
    run: () => library.explain([], config, { podLabels: { app: 1 } } as never),
  },
  { argument: "options", title: ".only is the boolean true", run: () => library.uninject(texts, { only: true } as never) },
  { argument: "config", title: "is a Promise", run: () => library.inject(texts, Promise.resolve(config) as never) },
  {
    argument: "sidecar",
    title: ".template.spec.container",
    run: () => library.defineSidecar({ ...sidecar, template: { spec: { container: [] } } }),
  },
];

async function thrownBy(run: () => unknown): Promise<Error> {
  try {
    await run();
  } catch (error) {
    assert.ok(error instanceof TypeError, String(error));
    return error as Error;
  }
  return assert.unreachable("nothing is thrown") as never;
}

table("an argument of the wrong type", mistakenCalls(functions, fine), {
  title: ({ title }) => title,
  run: async ({ argument, run }) => assert.match((await thrownBy(run)).message, new RegExp(`\\b${argument}\\b`)),
});

table("something in an argument", inside, {
  title: ({ argument, title }) => argument + title,
  run: async ({ argument, title, run }) => {
    const { message } = await thrownBy(run);
    assert.ok(message.includes(argument) && message.includes(title), message);
  },
});
