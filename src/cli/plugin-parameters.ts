import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { type ParameterFacts, type ParameterName, parameterTable } from "./parameter-table.ts";

/**
 * The parameters that an Application set. Absent or empty ones were not set; the announced defaults mean no more than
 * that.
 */
export interface PluginParameters {
  readonly config: string | undefined;
  readonly values: string | undefined;
  readonly releaseName: string | undefined;
  readonly context: readonly string[];
  readonly valuesFiles: readonly string[];
  readonly namespaceLabels: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Given = string | readonly string[] | Readonly<Record<string, string>>;
type Entry = { readonly name: ParameterName; readonly value: Given } | { readonly problem: string } | undefined;

/** Where an Application's parameters are, as JSON. */
export const VARIABLE = "ARGOCD_APP_PARAMETERS";
const facts: Readonly<Record<string, ParameterFacts>> = parameterTable;

/**
 * The parameters in Argo CD's variables. ARGOCD_APP_PARAMETERS holds all of them as JSON: unset where the Application
 * has no plugin block, `null` where that has no parameters. Parameters that it lacks are read from PARAM_NAME and
 * PARAM_NAME_0, which an operator may set for all Applications. A map's keys do not survive in variable names. Messages
 * contain no values, because a value may be a secret.
 * Source: argo-cd pkg/apis/application/v1alpha1/types.go ApplicationSourcePluginParameters.Environ
 */
export function pluginParameters(environment: Environment): PluginParameters | { diagnostics: readonly Diagnostic[] } {
  const list = parsedList(environment[VARIABLE]);
  const entries = "problem" in list ? [list] : list.items.map(entryOf);
  const problems = entries.flatMap((entry) => (entry && "problem" in entry ? [entry.problem] : []));
  const given = new Map<ParameterName, Given>();
  for (const entry of entries) {
    if (!entry || "problem" in entry) continue;
    if (given.has(entry.name)) problems.push(`the parameter ${entry.name} is given twice; expected once`);
    given.set(entry.name, entry.value);
  }
  if (problems.length > 0) return { diagnostics: problems.map((problem) => refused(problem)) };
  for (const [name, value] of variables(environment)) if (!given.has(name)) given.set(name, value);
  return {
    config: (given.get("config") as string | undefined) || undefined,
    values: (given.get("values") as string | undefined) || undefined,
    releaseName: (given.get("release-name") as string | undefined) || undefined,
    context: (given.get("context") ?? []) as readonly string[],
    valuesFiles: (given.get("values-files") ?? []) as readonly string[],
    namespaceLabels: (given.get("namespace-labels") ?? {}) as Readonly<Record<string, string>>,
  };
}

function parsedList(text: string | undefined): { items: readonly unknown[] } | { problem: string } {
  if (text === undefined || text === "") return { items: [] };
  try {
    const list: unknown = JSON.parse(text);
    if (list === null) return { items: [] };
    return Array.isArray(list)
      ? { items: list }
      : { problem: `${VARIABLE} is ${withArticle(typeOf(list))}; expected a list of parameters or null` };
  } catch {
    return { problem: `${VARIABLE} is not JSON; expected a list of parameters or null` };
  }
}

const TYPES = ["string", "array", "map"] as const;

function entryOf(item: unknown): Entry {
  if (typeOf(item) !== "map") return { problem: `${VARIABLE} holds ${withArticle(typeOf(item))}; expected maps with a name` };
  const entry = item as Readonly<Record<string, unknown>>;
  const { name } = entry;
  if (typeof name !== "string")
    return { problem: `${VARIABLE} holds a parameter whose name is ${withArticle(typeOf(name))}; expected text` };
  if (!Object.hasOwn(facts, name)) return { problem: unknownName(name) };
  const { type } = facts[name] as ParameterFacts;
  const present = TYPES.filter((field) => entry[field] !== undefined && entry[field] !== null);
  if (present.length === 0) return undefined;
  const value = entry[type];
  if (present.length > 1 || present[0] !== type)
    return { problem: `the parameter ${name} is given as ${present.join(" and ")}; expected ${type}` };
  if (!isOfType(value, type)) return { problem: `the parameter ${name} holds ${contentOf(value)}; expected ${wanted[type]}` };
  return { name: name as ParameterName, value: value as Given };
}

const wanted = { string: "text", array: "a list of texts", map: "a map of texts" } as const;

function isOfType(value: unknown, type: ParameterFacts["type"]): boolean {
  if (type === "string") return typeof value === "string";
  return typeOf(value) === (type === "array" ? "list" : "map") && Object.values(value as object).every((item) => typeof item === "string");
}

function contentOf(value: unknown): string {
  const type = typeOf(value);
  if (type !== "list" && type !== "map") return withArticle(type);
  const other = Object.values(value as object).find((item) => typeof item !== "string");
  return other === undefined ? `a ${type}` : `a ${type} with ${withArticle(typeOf(other))} in it`;
}

function withArticle(type: string): string {
  return type === "nothing" || type === "text" ? type : `a ${type}`;
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "list";
  return typeof value === "object" ? "map" : typeof value === "string" ? "text" : typeof value;
}

function unknownName(name: string): string {
  const near = nearest(name, Object.keys(facts));
  const shown = JSON.stringify(name.slice(0, 60));
  return `there is no parameter ${shown}; ${near ? `did you mean ${near}?` : `expected one of ${Object.keys(facts).join(", ")}`}`;
}

function variables(environment: Environment): readonly (readonly [ParameterName, Given])[] {
  return Object.entries(facts).flatMap(([name, { type }]) => {
    const variable = `PARAM_${name.toUpperCase().replace(/[^A-Z0-9_]/g, "_")}`;
    const value = type === "string" ? environment[variable] : type === "array" ? numbered(variable, environment) : undefined;
    return value === undefined ? [] : [[name as ParameterName, value] as const];
  });
}

function numbered(variable: string, environment: Environment): readonly string[] | undefined {
  const items: string[] = [];
  for (let i = 0; environment[`${variable}_${i}`] !== undefined; i++) items.push(environment[`${variable}_${i}`] as string);
  return items.length === 0 ? undefined : items;
}

export function refused(problem: string, fix = "correct spec.source.plugin.parameters of the Application"): Diagnostic {
  return diagnostic("InvalidParameter", { message: `Cannot use the parameters: ${problem}`, fix });
}
