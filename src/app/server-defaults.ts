import type { Change } from "../change/changes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { parseJson } from "../istio/go-json.ts";
import { compareQuantities, parseQuantity } from "../kube/quantity.ts";
import { equal, isList, isMap, type Value } from "../value/value.ts";

/**
 * What the API server writes into a pod where nothing is given, by the field's name; of several values any.
 * Source: kubernetes pkg/apis/core/v1/defaults.go, zz_generated.defaults.go.
 */
const defaults: Readonly<Record<string, readonly Value[]>> = {
  terminationMessagePath: ["/dev/termination-log"],
  terminationMessagePolicy: ["File"],
  imagePullPolicy: ["Always", "IfNotPresent"],
  protocol: ["TCP"],
  apiVersion: ["v1"],
  defaultMode: [420],
  scheme: ["HTTP"],
  successThreshold: [1],
  failureThreshold: [3],
  periodSeconds: [10],
  timeoutSeconds: [1],
  dnsPolicy: ["ClusterFirst"],
  restartPolicy: ["Always"],
  schedulerName: ["default-scheduler"],
  terminationGracePeriodSeconds: [30],
  expirationSeconds: [3600],
  path: ["/"],
  type: ["", "RuntimeDefault"],
};

/**
 * Whether an edit of a grafted field is only what the API server makes of it: it fills in what is not given, writes
 * amounts its own way, and does not write back what is as good as absent.
 */
export function isServerDefault(field: Diagnostic["field"]): boolean {
  return field !== undefined && isServed(field.path, field.proposed, field.current);
}

/**
 * Whether a text of JSON that tells of the pod, such as ISTIO_META_POD_PORTS, says the same but for what the API server
 * has made of the pod since.
 */
export function isServerRetold(change: Change): boolean {
  if (change.op !== "set" || typeof change.before !== "string" || typeof change.after !== "string") return false;
  const [before, after] = [parseJson(change.before), parseJson(change.after)];
  return before !== undefined && after !== undefined && isServed("", before, after);
}

/** Whether the API server gives back `current` where it was given `proposed`; undefined is what is not there. */
function isServed(path: string, proposed: Value | undefined, current: Value | undefined): boolean {
  if (current === undefined) return proposed === undefined || isNothing(proposed);
  if (proposed === undefined) return isFilledIn(path, current);
  if (isMap(current) && isMap(proposed)) {
    const keys = new Set([...Object.keys(current), ...Object.keys(proposed)]);
    return [...keys].every((key) => isServed(`${path}.${key}`, proposed[key], current[key]));
  }
  if (isList(current) && isList(proposed))
    return current.length === proposed.length && current.every((item, i) => isServed(path, proposed[i], item));
  return equal(current, proposed) || (isNothing(current) && isNothing(proposed)) || isSameAmount(path, { current, proposed });
}

function isFilledIn(path: string, current: Value): boolean {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (isMap(current) && Object.keys(current).length === 0) return true;
  return Object.hasOwn(defaults, name) && (defaults[name] ?? []).some((value) => equal(value, current));
}

function isNothing(value: Value): boolean {
  if (isMap(value) || isList(value)) return Object.keys(value).length === 0;
  return value === null || value === 0 || value === 0n || value === false || value === "";
}

/** `2000m` comes back as `2`. */
function isSameAmount(path: string, { current, proposed }: { current: Value; proposed: Value }): boolean {
  if (!/\.resources\.(?:requests|limits)\b|\.(?:sizeLimit|divisor)$/.test(path)) return false;
  const [is, was] = [parseQuantity(current), parseQuantity(proposed)];
  return is !== undefined && was !== undefined && compareQuantities(is, was) === 0;
}
