import type { Config } from "../../../src/app/config/config.ts";
import { absentContainersTold } from "../../../src/app/inject/absent-containers.ts";
import { diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { assert, suite } from "../../cases.ts";

const config = { spec: { sidecars: [{ name: "logs" }] }, located: (told: unknown) => told } as unknown as Config;
const grafted = (pod: string) => diagnostic("Grafted", { message: `${pod} has it`, graft: { name: "logs", type: "sidecar" } } as never);
const absent = (pod: string, index = 0) =>
  diagnostic("ContainerNotFound", { message: `${pod} lacks it`, field: { path: `spec.sidecars[0].appContainerNames[${index}]` } });

const rows = [
  { of: "one that each pod lacks is reported once", told: [grafted("a"), absent("a"), grafted("b"), absent("b")], count: 1 },
  { of: "one that some pods have is not told", told: [grafted("a"), absent("a"), grafted("b")], count: 0 },
  { of: "two that each pod lacks are distinguished", told: [grafted("a"), absent("a"), absent("a", 1)], count: 2 },
  { of: "another sidecar's stays as it is", told: [grafted("a")], count: 0 },
];

suite("containers named by a sidecar that pods lack", (test) => {
  for (const { of, told, count } of rows)
    test(of, () => assert.is(absentContainersTold(told, config).filter(({ code }) => code === "ContainerNotFound").length, count));
});
