import { nearest } from "../diagnostic/nearest.ts";
import { fieldNames, fieldOf, itemOf, podTemplateSchema, type Schema } from "../kube/schema.ts";

const podSpec = fieldOf(podTemplateSchema, "spec");

/** The structs that templates read most, by their names in Go's errors. */
const STRUCTS: Readonly<Record<string, Schema | undefined>> = {
  "v1.ObjectMeta": fieldOf(podTemplateSchema, "metadata"),
  "v1.PodSpec": podSpec,
  "v1.Container": itemOf(fieldOf(podSpec, "containers")),
};

/** The function or field that was most likely meant, if Go's error says that a template uses an unknown one. */
export function meantName(cause: string, functions: Readonly<Record<string, unknown>>): string | undefined {
  const [, called] = /^function "(\w+)" not defined$/.exec(cause) ?? [];
  if (called !== undefined) return nearest(called, Object.keys(functions));
  const [, field, type] = /^can't evaluate field (\w+) in type (v1\.\w+)$/.exec(cause) ?? [];
  const schema = type !== undefined && Object.hasOwn(STRUCTS, type) ? STRUCTS[type] : undefined;
  return schema && nearest(field as string, fieldNames(schema).map(goName));
}

/** Fields of Go's structs are those of the manifest with a capital. */
function goName(field: string): string {
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}
