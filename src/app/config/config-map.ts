import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { at, isMap, type MutableMap, newMap, type Value, type ValueMap } from "../../value/value.ts";
import { specSchema } from "./config-schema.ts";
import type { ConfigSource } from "./config-source.ts";
import { asWritten, schemaAt, typeOf } from "./schema-issues.ts";

/**
 * The `spec` in a ConfigMap's data. A key is a path (`namespaces.default`), and its text is read as the field's type;
 * lists and maps are YAML. `config` may have a whole `spec`, or a whole SidecarInjector; keys that contain dots can
 * only be written there. Paths take precedence over `config`.
 */
export function specFromConfigMap(value: ValueMap, source: ConfigSource): { spec: Value; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const data = value.data ?? newMap();
  if (!isMap(data)) return { spec: newMap(), diagnostics: [wrongText("data", data, { expected: "a map of texts", source })] };
  const spec = wholeConfig(data.config, { source, diagnostics });
  for (const key of pathKeys(value)) {
    const text = data[key] as Value;
    if (typeof text !== "string") diagnostics.push(wrongText(`data[${key}]`, text, { key: [key], expected: "text, in quotes", source }));
    else setPath(spec, key.split("."), coerced(key, text, source));
  }
  return { spec, diagnostics };
}

/** The keys of a ConfigMap's data that are paths. */
export function pathKeys({ data }: ValueMap): readonly string[] {
  return isMap(data) ? Object.keys(data).filter((key) => key !== "config") : [];
}

function wholeConfig(text: Value | undefined, { source, diagnostics }: { source: ConfigSource; diagnostics: Diagnostic[] }): MutableMap {
  if (text === undefined) return newMap();
  const parsed = typeof text === "string" ? source.parse(text) : undefined;
  if (!isMap(parsed)) {
    diagnostics.push(
      wrongText("data.config", text, { key: ["config"], expected: "the YAML of a spec, or of a whole SidecarInjector", source }),
    );
    return newMap();
  }
  const spec = "spec" in parsed ? parsed.spec : parsed;
  return isMap(spec) ? Object.assign(newMap(), spec) : newMap();
}

/** The text read as the field's type; if it does not fit, the text itself, which the schema will refuse. */
function coerced(key: string, text: string, source: ConfigSource): Value {
  const schema = schemaAt(specSchema, key.split("."));
  const type = schema ? typeOf(schema) : "string";
  if (type === "string" || type === "enum") return text;
  const parsed = source.parse(text);
  return parsed === undefined ? text : parsed;
}

function setPath(map: MutableMap, [step, ...rest]: readonly string[], value: Value): void {
  if (step === undefined) return;
  if (rest.length === 0) {
    map[step] = value;
    return;
  }
  const inner = Object.assign(newMap(), isMap(at(map, step)) ? at(map, step) : {});
  map[step] = inner;
  setPath(inner, rest, value);
}

interface WrongText {
  readonly expected: string;
  readonly source: ConfigSource;
  /** Where below `data` it is. */
  readonly key?: readonly string[];
}

function wrongText(path: string, found: Value, { expected, source, key = [] }: WrongText): Diagnostic {
  const location = source.locate(["data", ...key]);
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${path} of the ConfigMap: it is ${asWritten(found, source.written?.(["data", ...key]))}; expected ${expected}`,
    fix: expected.endsWith("in quotes") && (found === null || typeof found !== "object") ? "write it in quotes" : "correct the value",
    field: { path, current: found },
    ...(location && { location }),
  });
}
