import { descriptionTable } from "./descriptions.gen.ts";

/** What the Kubernetes API says about a field of a pod. */
export interface FieldDoc {
  readonly description: string;
  /** The allowed values in this version of the API; absent if any is allowed. */
  readonly values?: readonly string[];
}

/**
 * The documentation of a field, by its struct's Go name and its JSON name. Only for editors, because the table is
 * large.
 */
export function fieldDocOf(type: string, field: string): FieldDoc | undefined {
  docs ??= readTable();
  return docs.get(`${type}.${field}`);
}

let docs: ReadonlyMap<string, FieldDoc> | undefined;

const LINE = /^ (\S+)(?: \[(.*?)\])? (.*)$/;

function readTable(): ReadonlyMap<string, FieldDoc> {
  const read = new Map<string, FieldDoc>();
  let type = "";
  for (const line of descriptionTable.split("\n")) {
    const [, field, values, description = ""] = LINE.exec(line) ?? [];
    if (field === undefined) type = line;
    else read.set(`${type}.${field}`, { description, ...(values !== undefined && { values: values.split(",") }) });
  }
  return read;
}
