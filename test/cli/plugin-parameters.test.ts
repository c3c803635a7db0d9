import { pluginParameters } from "../../src/cli/plugin-parameters.ts";
import { assert, table } from "../cases.ts";

const nothing = { config: undefined, values: undefined, releaseName: undefined, context: [], valuesFiles: [], namespaceLabels: {} };
const parameters = (value: unknown) => ({ ARGOCD_APP_PARAMETERS: JSON.stringify(value) });
const secret = "hunter2";

const rows: readonly { readonly title: string; readonly env: Readonly<Record<string, string>>; readonly given: object }[] = [
  { title: "no variable", env: {}, given: {} },
  { title: "null", env: parameters(null), given: {} },
  { title: "a default that Argo CD announces", env: parameters([{ name: "config", string: "" }]), given: {} },
  { title: "a parameter without a value", env: parameters([{ name: "config" }]), given: {} },
  {
    title: "one of each type",
    env: parameters([
      { name: "config", string: "c.yaml" },
      { name: "context", array: ["a", "b"] },
      { name: "namespace-labels", map: { a: "b" } },
    ]),
    given: { config: "c.yaml", context: ["a", "b"], namespaceLabels: { a: "b" } },
  },
  {
    title: "an operator's variables",
    env: { PARAM_CONFIG: "c.yaml", PARAM_VALUES_FILES_0: "a", PARAM_VALUES_FILES_1: "b" },
    given: { config: "c.yaml", valuesFiles: ["a", "b"] },
  },
  {
    title: "an Application's before an operator's",
    env: { ...parameters([{ name: "config", string: "c.yaml" }]), PARAM_CONFIG: "other.yaml" },
    given: { config: "c.yaml" },
  },
];

table("parameters of an Application", rows, {
  title: ({ title }) => title,
  run: ({ env, given }) => assert.equal(pluginParameters(env), { ...nothing, ...given }),
});

const wrong: readonly { readonly title: string; readonly text: string; readonly problems: readonly string[] }[] = [
  { title: "no JSON", text: `{${secret}`, problems: ["JSON"] },
  { title: "no list", text: `"${secret}"`, problems: ["text"] },
  { title: "an item without a name", text: `[{"string": "${secret}"}]`, problems: ["nothing"] },
  { title: "a name that is misspelt", text: '[{"name": "configs", "string": "x"}]', problems: ["config?"] },
  { title: "another type", text: `[{"name": "context", "string": "${secret}"}]`, problems: ["string; expected array"] },
  { title: "two types", text: '[{"name": "config", "string": "x", "array": ["x"]}]', problems: ["string and array"] },
  { title: "a list with a number", text: '[{"name": "context", "array": [1]}]', problems: ["a list with a number"] },
  { title: "twice", text: '[{"name": "config", "string": "x"}, {"name": "config", "string": "y"}]', problems: ["twice"] },
  { title: "two faults", text: '[{"name": 1}, {"name": "values", "map": {}}]', problems: ["number", "values"] },
];

table("parameters that are refused, without their values", wrong, {
  title: ({ title }) => title,
  run: ({ text, problems }) => {
    const found = pluginParameters({ ARGOCD_APP_PARAMETERS: text });
    assert.ok("diagnostics" in found);
    assert.equal(
      found.diagnostics.map(({ code }) => code),
      problems.map(() => "InvalidParameter"),
    );
    for (const [i, problem] of problems.entries()) assert.match(found.diagnostics[i]?.message ?? "", problem);
    assert.not.match(found.diagnostics.map(({ message }) => message).join(), secret);
  },
});
