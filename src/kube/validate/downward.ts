import type { ValueMap } from "../../value/value.ts";
import { formatQuantity, parseQuantity } from "../quantity.ts";
import { below, isZero, type Place, tell, textOf } from "./fault.ts";
import { isQualifiedName } from "./formats.ts";

/** The fields of a pod that a variable, or a file in a volume, may have. */
export const IN_ENV: readonly string[] = [
  ...["metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName"],
  ...["status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"],
];
export const IN_VOLUME: readonly string[] = [
  "metadata.name",
  "metadata.namespace",
  "metadata.labels",
  "metadata.annotations",
  "metadata.uid",
];

/** Source: kubernetes pkg/apis/core/validation/validation.go validateObjectFieldSelector; pkg/fieldpath SplitMaybeSubscriptedPath */
export function fieldReference(reference: ValueMap, place: Place, fields: readonly string[]): void {
  if (!isZero(reference.apiVersion) && reference.apiVersion !== "v1") tell(below(place, "apiVersion"), reference.apiVersion, "v1");
  const path = reference.fieldPath;
  if (isZero(path)) tell(below(place, "fieldPath"), undefined, "the path of a field of the pod");
  if (isZero(path) || typeof path !== "string") return;
  const known = path === "spec.host" ? "spec.nodeName" : path;
  const expected = `${fields.join(", ")}, metadata.labels['KEY'] or metadata.annotations['KEY']`;
  if (!isSubscripted(path) ? !fields.includes(known) : !isSubscriptRight(path)) tell(below(place, "fieldPath"), path, expected);
}

const isSubscripted = (path: string): boolean => path.endsWith("']") && path.indexOf("['") > 0;

function isSubscriptRight(path: string): boolean {
  const start = path.indexOf("['");
  const key = path.slice(start + 2, -2);
  const map = path.slice(0, start);
  return map === "metadata.labels" ? isQualifiedName(key) : map === "metadata.annotations" && isQualifiedName(key.toLowerCase());
}

const RESOURCES = ["cpu", "memory", "ephemeral-storage"].flatMap((name) => [`limits.${name}`, `requests.${name}`]);
const isHugePages = (resource: string): boolean => /^(requests|limits)\.hugepages-/.test(resource);

/** Source: kubernetes pkg/apis/core/validation/validation.go validateContainerResourceFieldSelector */
export function resourceReference(reference: ValueMap, place: Place, { inVolume }: { inVolume: boolean }): void {
  const resource = textOf(reference, "resource");
  if (inVolume && isZero(reference.containerName)) tell(below(place, "containerName"), undefined, "the name of a container");
  else if (!RESOURCES.includes(resource) && !isHugePages(resource))
    tell(below(place, "resource"), reference.resource, `${RESOURCES.join(", ")}, or hugepages of a size`);
  checkDivisor(reference, place, resource);
}

const UNITS = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

function checkDivisor({ divisor }: ValueMap, place: Place, resource: string): void {
  const quantity = divisor === undefined ? undefined : parseQuantity(divisor);
  if (quantity === undefined || quantity.unscaled === 0n || !(RESOURCES.includes(resource) || isHugePages(resource))) return;
  const units = resource.endsWith(".cpu") ? ["1m", "1"] : UNITS;
  if (!units.includes(formatQuantity(quantity))) tell(below(place, "divisor"), divisor, `one of ${units.join(", ")}`);
}
