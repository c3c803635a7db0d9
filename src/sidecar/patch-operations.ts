import { type JsonPatchOperation, OPERATIONS, pointerSteps } from "../change/json-patch.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { fieldPath } from "../diagnostic/field-path.ts";
import { nearest } from "../diagnostic/nearest.ts";
import { describe } from "../kube/describe.ts";
import type { RenderedPlace } from "../template/list-template.ts";
import { isMap, toValue, type Value, type ValueList, type ValueMap } from "../value/value.ts";
import type { SidecarConfig } from "./config.ts";

/** A sidecar's JSON patch of a pod. */
export interface PodPatch {
  readonly operations: readonly JsonPatchOperation[];
  /** An operation's place in the configuration, and in the text that its template rendered. */
  readonly placeOf: (index: number) => Pick<Diagnostic, "origin"> | RenderedPlace;
}

/** The patch that is written in the configuration, at `place`. */
export function writtenPatch(operations: NonNullable<SidecarConfig["jsonPatch"]>, place: string): PodPatch {
  return {
    operations: operations.map(({ op, path, from, value }) => ({ op, path, from, value: toValue(value ?? null) })),
    placeOf: (index) => ({ origin: `${place}.jsonPatch[${index}]` }),
  };
}

/** The containers that operations add. */
export function addedContainers(operations: SidecarConfig["jsonPatch"] = []): readonly ValueMap[] {
  const added = operations.filter(({ op, path }) => op === "add" && /^\/spec\/(?:initC|c)ontainers\/[^/]+$/.test(path));
  return added.map(({ value }) => toValue(value ?? null)).filter(isMap);
}

/** The faults of an operation that do not depend on the pod. */
export interface OperationFault {
  /** Absent: the operation as a whole. */
  readonly key?: string;
  readonly found: Value | undefined;
  readonly expected: string;
  /** The field that an unknown one most likely means. */
  readonly meant?: string | undefined;
}

const FROM: readonly string[] = ["move", "copy"];
const VALUE: readonly string[] = ["add", "replace", "test"];
const FIELDS: readonly string[] = ["op", "path", "from", "value"];
const POINTER = "a JSON pointer into the pod template, such as /spec/containers/0/image";

/** All faults of operations, by their index. */
export function operationFaults(operations: ValueList): readonly (OperationFault & { readonly index: number })[] {
  return operations.flatMap((operation, index) => faultsOf(operation).map((fault) => ({ ...fault, index })));
}

function faultsOf(operation: Value): readonly OperationFault[] {
  if (!isMap(operation)) return [{ found: operation, expected: "an operation, such as {op: add, path: /spec/hostname, value: web}" }];
  const { op, path, from, value } = operation;
  const others = Object.keys(operation).filter((key) => !FIELDS.includes(key));
  const unknown = others.map((key) => ({ key, found: operation[key], expected: "no such field", meant: nearest(key, FIELDS) }));
  const isMeant = (key: string) => unknown.some(({ meant }) => meant === key) && operation[key] === undefined;
  const name = OPERATIONS.find((known) => known === op);
  if (name === undefined)
    return [...unknown, ...(isMeant("op") ? [] : [{ key: "op", found: op, expected: `one of ${OPERATIONS.join(", ")}` }])];
  const faults: readonly (OperationFault | false)[] = [
    !isPlace(path) && { key: "path", found: path, expected: POINTER },
    FROM.includes(name)
      ? !isPlace(from) && { key: "from", found: from, expected: POINTER }
      : from !== undefined && { key: "from", found: from, expected: `nothing, as ${name} takes no other place` },
    VALUE.includes(name)
      ? value === undefined && { key: "value", found: value, expected: "a value" }
      : value !== undefined && { key: "value", found: value, expected: `nothing, as ${name} takes no value` },
  ];
  return [...unknown, ...faults.filter((fault) => fault !== false).filter(({ key = "" }) => !isMeant(key))];
}

function isPlace(pointer: Value | undefined): boolean {
  return typeof pointer === "string" && (pointerSteps(pointer) ?? []).length > 0;
}

/** The faults of a JSON patch in the configuration; `path` is the sidecar's. */
export function checkJsonPatch(config: SidecarConfig, path: string): readonly Diagnostic[] {
  const { jsonPatch = [], jsonPatchText, onConflict } = config;
  const faults = operationFaults(toValue(jsonPatch) as ValueList).map(({ index, key = "", found, expected }) =>
    wrong(fieldPath(`${path}.jsonPatch[${index}]`, key), { found, expected }),
  );
  if (jsonPatch.length > 0 && jsonPatchText !== undefined) faults.push(twice(path));
  if ((jsonPatch.length === 0 && jsonPatchText === undefined) || onConflict !== "keep") return faults;
  const expected = "fail or replace, since a JSON patch changes what it names";
  return [...faults, wrong(`${path}.onConflict`, { found: "keep", expected }, "write fail or replace")];
}

const asRfc = "write the operation as RFC 6902 has it";

function operationFix(found: Value | undefined, expected: string): string {
  if (found === undefined) return "add it";
  if (expected.startsWith("nothing")) return "remove it";
  return typeof found === "string" && /^(?:spec|metadata)\//.test(found) ? `write /${found}` : asRfc;
}

function wrong(path: string, { found, expected }: OperationFault, fix = operationFix(found, expected)): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${path}: it is ${found === undefined ? "absent" : JSON.stringify(found)}; expected ${expected}`,
    fix,
    field: { path, ...(found !== undefined && { current: found }) },
  });
}

function twice(path: string): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot tell what ${path} changes: it has both jsonPatch and jsonPatchText; expected one of them`,
    fix: "remove one of the two",
    field: { path: `${path}.jsonPatchText` },
  });
}

/** The same for an operation that a template rendered for a pod. */
export function wrongOperation(
  sidecar: string,
  { index, key, found, expected, meant }: OperationFault & { readonly index: number },
  { line, ...place }: RenderedPlace,
): Diagnostic {
  const what = key === undefined ? `operation ${index + 1}` : `${key} of operation ${index + 1}`;
  return diagnostic("InvalidTemplate", {
    message: `Cannot use ${what} of the JSON patch of ${sidecar}: it is ${found === undefined ? "absent" : describe(found)}; expected ${expected}. Line ${line} of what its template renders:`,
    fix: meant === undefined ? asRfc : `write ${meant}`,
    ...place,
  });
}
