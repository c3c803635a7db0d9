import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { at, isList, isMap, newMap, type Value, type ValueMap, withPath } from "../value/value.ts";
import type { Setting } from "./annotation-table.ts";
import { type Chart, CONFIG_MAP } from "./chart-values.ts";
import type { DialectInput, DialectTemplate } from "./dialect.ts";

/**
 * The texts of the chart's template files, in a ConfigMap that the setting `templates` names; the output of those that
 * define nothing is ignored.
 */
export function chartTemplates({ dialect, party, home }: Chart, name: string | undefined, { find, from }: TemplateFiles) {
  if (name === undefined) return { diagnostics: [] };
  const data = at(find(CONFIG_MAP, name, home)?.value, "data");
  const texts = isMap(data) ? Object.values(data).filter((text) => typeof text === "string") : [];
  if (texts.length > 0) return { partials: texts.join("\n"), diagnostics: [] };
  const message = `Cannot inject ${party}: the ConfigMap ${home}/${name} with its templates is not in the input, or empty`;
  const fix = `make it of the files in ${from}, with config.kubernetes.io/local-config: "true"`;
  const field = { path: `spec.dialects.${dialect}.templates`, current: name };
  return { diagnostics: [diagnostic("InvalidConfiguration", { message, fix, field })] };
}

interface TemplateFiles extends Pick<DialectInput, "find"> {
  /** Where the chart has them. */
  readonly from: string;
}

interface Making {
  readonly party: string;
  readonly print: DialectTemplate;
  readonly readYaml: DialectInput["readYaml"];
  /** What the template is given. */
  readonly dataOf: (values: ValueMap) => Value;
}

/** The values of a pod, and the map of YAML that the template makes of them, which is empty if there is a fault. */
export interface Made {
  readonly values: ValueMap;
  readonly made: ValueMap;
  readonly fault?: Diagnostic;
}

/**
 * Renders a template with the chart's values and the pod's settings to get what goes into a pod. Pods with the same
 * settings share the result.
 */
export function madeFor(chartValues: ValueMap, making: Making): (settings: readonly Setting[]) => Made {
  const known = new Map<string, Made>();
  return (settings) => {
    const key = JSON.stringify(settings, (_, value) => (typeof value === "bigint" ? String(value) : value));
    const found =
      known.get(key) ??
      madeOf(
        settings.reduce((values, [path, value]) => withPath(values, path.split("."), value), chartValues),
        making,
      );
    known.set(key, found);
    return found;
  };
}

function madeOf(values: ValueMap, { party, print, readYaml, dataOf }: Making): Made {
  const printed = print(dataOf(values));
  const read = "text" in printed ? readYaml(printed.text) : undefined;
  if (isMap(read)) return { values, made: withoutNulls(read) as ValueMap };
  const why = "problem" in printed ? printed.problem.replace(/^.*error calling (?:fail|required): /s, "") : "they do not give YAML";
  const message = `Cannot inject ${party}: its injector refuses the values with the pod's annotations: ${why}`;
  const fix = "correct the annotations of the pod, or the values";
  return { values, made: newMap(), fault: diagnostic("RefusedByInjector", { message, fix }) };
}

function withoutNulls(value: Value): Value {
  if (isList(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const map = newMap();
  for (const key in value) if (value[key] !== null) map[key] = withoutNulls(value[key] as Value);
  return map;
}
