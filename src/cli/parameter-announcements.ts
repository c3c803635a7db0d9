import { jsonText } from "../report/json-text.ts";
import type { AppKind } from "./app-kind.ts";
import { type ParameterFacts, type ParameterName, parameterTable } from "./parameter-table.ts";

/** The parameters with the same default for every app; the plugin's file announces them. */
export const staticParameters: readonly ParameterName[] = ["namespace-labels", "context"];

/** The parameters of one app, as the JSON that Argo CD reads: its configuration, and for a chart its values. */
export function parameterAnnouncements(kind: AppKind, configs: readonly string[]): string {
  const entries = Object.entries(parameterTable) as readonly (readonly [ParameterName, ParameterFacts])[];
  const own = entries.filter(([name, { isHelm }]) => !staticParameters.includes(name) && (!isHelm || kind === "helm"));
  const found = configs.length === 1 ? (configs[0] as string) : "";
  return jsonText(own.map(([name, parameter]) => announcement(name, parameter, name === "config" ? found : "")));
}

/** A parameter with its default, which Argo CD shows but does not send. */
export function announcement(name: ParameterName, { type, title, tooltip }: ParameterFacts, string: string) {
  const defaults = { string: { string }, array: { array: [] }, map: { map: {} } };
  return { name, title, tooltip, collectionType: type, ...defaults[type] };
}
