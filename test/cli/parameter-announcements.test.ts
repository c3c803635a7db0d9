import type { AppKind } from "../../src/cli/app-kind.ts";
import { parameterAnnouncements } from "../../src/cli/parameter-announcements.ts";
import { assert, table } from "../cases.ts";

const rows: readonly {
  readonly kind: AppKind;
  readonly configs: readonly string[];
  readonly names: readonly string[];
  readonly config: string;
}[] = [
  { kind: "kustomize", configs: ["injector.yaml"], names: ["config"], config: "injector.yaml" },
  { kind: "plain", configs: [], names: ["config"], config: "" },
  { kind: "plain", configs: ["a.yaml", "b.yaml"], names: ["config"], config: "" },
  { kind: "helm", configs: [], names: ["config", "release-name", "values", "values-files"], config: "" },
];

table("the parameters that are announced", rows, {
  title: ({ kind, configs }) => `${kind}, ${configs.length} configurations`,
  run: ({ kind, configs, names, config }) => {
    const announced = JSON.parse(parameterAnnouncements(kind, configs)) as { name: string; string?: string }[];
    assert.equal(
      announced.map(({ name }) => name),
      names,
    );
    assert.is(announced.find(({ name }) => name === "config")?.string, config);
  },
});
