import type { Change } from "../../change/changes.ts";
import { parsePath } from "../../graft/path.ts";
import { readablePath } from "../../graft/readable-path.ts";
import type { IsMeant } from "../../graft/tell.ts";
import { parseJson } from "../../istio/go-json.ts";
import { compareQuantities, parseQuantity, spellingsOf } from "../../kube/quantity.ts";
import { at, equal, isList, isMap, newMap, type Value } from "../../value/value.ts";

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

export function isFromServer(value: Value): boolean {
  return at(value, "metadata", "uid") !== undefined;
}

/**
 * Which edits of what was grafted into an object are somebody's. Of one that comes from a cluster, those are not that the
 * API server makes: it fills in what is not given, writes amounts its own way, and does not write back what is as good as
 * absent. Undefined where all are.
 */
export function meantEdits(object: Value): IsMeant | undefined {
  return isFromServer(object) ? (edit) => !isServerMade(edit) : undefined;
}

function isServerMade(edit: Parameters<IsMeant>[0]): boolean {
  const path = readablePath(parsePath(edit.path));
  if (!("wrote" in edit)) return isServed(path, edit.written, edit.current);
  return isFilledIn(path, edit.current) || [...amountsLike(path, edit.current), unfilled(path, edit.current)].some(edit.wrote);
}

/** What may have been written where the API server gives back an amount. */
function amountsLike(path: string, current: Value): readonly Value[] {
  const quantity = AMOUNT.test(path) ? parseQuantity(current) : undefined;
  return quantity ? spellingsOf(quantity).flatMap((text) => (Number.isNaN(Number(text)) ? [text] : [text, Number(text)])) : [];
}

/** The value without all that may be filled in. */
function unfilled(path: string, current: Value): Value {
  if (isList(current)) return current.map((item) => unfilled(path, item));
  if (!isMap(current)) return current;
  const written = newMap();
  for (const [key, value] of Object.entries(current)) {
    if (!isFilledIn(`${path}.${key}`, value)) written[key] = unfilled(`${path}.${key}`, value);
  }
  return written;
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

const AMOUNT = /\.resources\.(?:requests|limits)\b|\.(?:sizeLimit|divisor)$/;

/** `2000m` comes back as `2`. */
function isSameAmount(path: string, { current, proposed }: { current: Value; proposed: Value }): boolean {
  if (!AMOUNT.test(path)) return false;
  const [is, was] = [parseQuantity(current), parseQuantity(proposed)];
  return is !== undefined && was !== undefined && compareQuantities(is, was) === 0;
}
