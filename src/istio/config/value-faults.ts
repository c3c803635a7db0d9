import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { fieldPath } from "../../diagnostic/field-path.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { describe } from "../../kube/describe.ts";
import { hasPlaceholder } from "../../kube/placeholder.ts";
import { parseQuantity } from "../../kube/quantity.ts";
import { valueFix } from "../../kube/value-fix.ts";
import { at, isMap, type Value, type ValueMap } from "../../value/value.ts";
import { logLevel } from "../annotations/checks.ts";
import { knownValues } from "./known-values.ts";

/**
 * Faults of the Helm values at `path`: keys that are nearly known or belong elsewhere, as a warning, because a template
 * may read any key; a plain value instead of a map; invalid amounts and log levels.
 */
export function valueFaults(values: ValueMap, path: string): readonly Diagnostic[] {
  const known = knownValues();
  return faultsIn(values, { known, root: known, path, steps: [] });
}

interface Place {
  /** The values that are known there. */
  readonly known: ValueMap;
  readonly root: ValueMap;
  readonly path: string;
  readonly steps: readonly string[];
}

function faultsIn(values: ValueMap, place: Place): readonly Diagnostic[] {
  return Object.keys(values).flatMap((key) => {
    const value = values[key] as Value;
    const steps = [...place.steps, key];
    const known = place.known[key];
    const below = { ...place, steps, path: fieldPath(place.path, key) };
    if (known === undefined) return unknownKey(key, value, place);
    if (isMap(known) && Object.keys(known).length > 0 && value !== null)
      return isMap(value) ? faultsIn(value, { ...below, known }) : [wrongValue(below, value, "a map")];
    const expected = expectedAt(steps);
    return expected?.holds(value) === false ? [wrongValue(below, value, expected.name)] : [];
  });
}

/**
 * Nothing if no known key is near: another template of the mesh may read it. At the top, the charts of newer versions have what
 * others have under `pilot`, and the image's parts.
 */
function unknownKey(key: string, value: Value, { known, root, path, steps }: Place): readonly Diagnostic[] {
  const isTop = steps.length === 0;
  const dotted = isTop && key.includes(".") ? key.split(".") : undefined;
  if (isTop && (at(root, "pilot", key) !== undefined || IMAGE_PARTS.includes(key))) return [];
  const near = dotted ? undefined : nearest(key, Object.keys(known));
  const isGlobal = !isTop && steps.length === 1 && Object.hasOwn(root, key);
  const fix = dotted
    ? `write maps: ${dotted.map((part) => `{${part}: `).join("")}...${"}".repeat(dotted.length)}`
    : near !== undefined
      ? `write ${near}`
      : isGlobal
        ? `move it out of ${steps[0]}`
        : isTop && at(root, "global", key) !== undefined
          ? "move it under global"
          : undefined;
  if (fix === undefined) return [];
  const message = `The value ${[...steps, key].join(".")} has no effect: Istio's charts do not have it${near === undefined ? "" : `. Did you mean ${near}?`}`;
  return [diagnostic("UnknownValue", { message, fix, field: { path: fieldPath(path, key), current: value } })];
}

const IMAGE_PARTS: readonly string[] = ["hub", "tag", "variant"];

function wrongValue({ path }: Place, found: Value, expected: string): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot use ${path}: it is ${describe(found)}; expected ${expected}`,
    fix: valueFix(found, expected, path.slice(path.lastIndexOf(".") + 1)),
    field: { path, current: found },
  });
}

interface Expected {
  readonly name: string;
  readonly holds: (value: Value) => boolean;
}

const level: Expected = {
  name: logLevel.expected,
  holds: (value) => value === null || (typeof value === "string" && (logLevel.holds(value) || hasPlaceholder(value))),
};

/** No placeholders: Istio reads what it renders into quantities. */
const amount: Expected = {
  name: "a quantity such as 500m or 1Gi",
  holds: (value) => value === null || typeof value === "number" || (typeof value === "string" && parseQuantity(value) !== undefined),
};

function expectedAt(steps: readonly string[]): Expected | undefined {
  const path = steps.join(".");
  if (path === "global.proxy.logLevel") return level;
  return /^global\.proxy\.resources\.(?:requests|limits)\.[^.]*$/.test(path) ? amount : undefined;
}
