import type { Value, ValueMap } from "../../value/value.ts";
import { compareQuantities, parseQuantity, type Quantity } from "../quantity.ts";
import { below, mapOf, type Place, tell } from "./fault.ts";
import { isQualifiedName } from "./formats.ts";

const COMPUTE = ["cpu", "memory", "ephemeral-storage"];
const isHugePages = (name: string): boolean => name.startsWith("hugepages-");
const isNative = (name: string): boolean => !name.includes("/") || name.includes("kubernetes.io/");
/** The server's own: not extended, so that requests may be lower than limits. */
const isOvercommitAllowed = (name: string): boolean => isNative(name) && !isHugePages(name);
const isExtended = (name: string): boolean => !isNative(name) && !name.startsWith("requests.") && isQualifiedName(`requests.${name}`);

const CONTAINER_RESOURCES = {
  allows: (name: string): boolean =>
    name.includes("/") ? isQualifiedName(name) && (isNative(name) || isExtended(name)) : COMPUTE.includes(name) || isNamedPages(name),
  expected: "cpu, memory, ephemeral-storage, hugepages- with a size, or a resource with a domain such as example.com/gpu",
};
export const POD_RESOURCES = {
  allows: (name: string): boolean => name === "cpu" || name === "memory" || isNamedPages(name),
  expected: "cpu, memory or hugepages- with a size",
};
export type ResourceNames = typeof CONTAINER_RESOURCES;

const isNamedPages = (name: string): boolean => isHugePages(name) && isQualifiedName(name);

/** Source: kubernetes pkg/apis/core/validation/validation.go validateResourceRequirements; pkg/apis/core/helper, 1.34 */
export function checkResources(resources: ValueMap, place: Place, names: ResourceNames = CONTAINER_RESOURCES): void {
  const [limits, requests] = [mapOf(resources, "limits") ?? {}, mapOf(resources, "requests") ?? {}];
  checkAmounts(limits, below(place, "limits"), names);
  checkAmounts(requests, below(place, "requests"), names);
  for (const [name, request] of Object.entries(requests)) checkRequest(limits, { name, request, place });
  const all = [...Object.keys(limits), ...Object.keys(requests)];
  if (all.some(isHugePages) && !all.includes("cpu") && !all.includes("memory")) tell(place, resources, "cpu or memory beside hugepages");
}

/** An amount as the server keeps it: no finer than thousandths. */
export function amountOf(value: Value | undefined): Quantity | undefined {
  const quantity = value === undefined ? undefined : parseQuantity(value ?? 0);
  if (quantity === undefined || quantity.exponent >= -3) return quantity;
  const unit = 10n ** BigInt(-3 - quantity.exponent);
  const whole = quantity.unscaled / unit;
  const rest = quantity.unscaled % unit;
  return { unscaled: rest === 0n ? whole : whole + (rest > 0n ? 1n : -1n), exponent: -3, format: quantity.format };
}

function checkAmounts(amounts: ValueMap, place: Place, names: ResourceNames): void {
  for (const [name, value] of Object.entries(amounts)) {
    const at = below(place, name);
    if (!names.allows(name)) tell(at, name, names.expected);
    const amount = amountOf(value);
    if (amount === undefined) continue;
    if (amount.unscaled < 0n) tell(at, value, "an amount that is not negative");
    if (isExtended(name) && !isWhole(amount)) tell(at, value, "a whole number");
    if (isHugePages(name) && !isMultiple(amount, name)) tell(at, value, `a multiple of ${name.slice("hugepages-".length)}`);
  }
}

function checkRequest(limits: ValueMap, { name, request, place }: { name: string; request: Value; place: Place }): void {
  const at = below(below(place, "requests"), name);
  const limit = amountOf(Object.hasOwn(limits, name) ? limits[name] : undefined);
  const amount = amountOf(request);
  if (amount === undefined) return;
  if (!Object.hasOwn(limits, name)) {
    if (!isOvercommitAllowed(name)) tell(at, request, `a limit for ${name} as well`);
  } else if (limit !== undefined) {
    const order = compareQuantities(amount, limit);
    if (order !== 0 && !isOvercommitAllowed(name)) tell(at, request, `the same as the limit (${String(limits[name])})`);
    else if (order > 0) tell(at, request, `at most the limit (${String(limits[name])})`);
  }
}

function isWhole({ unscaled, exponent }: Quantity): boolean {
  return exponent >= 0 || unscaled % 10n ** BigInt(-exponent) === 0n;
}

function isMultiple(amount: Quantity, name: string): boolean {
  const size = parseQuantity(name.slice("hugepages-".length));
  if (size === undefined || size.unscaled <= 0n || !isWhole(size)) return false;
  if (amount.exponent > 99 || size.exponent > 99) return true;
  return integerOf(amount) % integerOf(size) === 0n;
}

/** Rounded up, as Go's Quantity.Value does. */
export function integerOf({ unscaled, exponent }: Quantity): bigint {
  if (exponent >= 0) return unscaled * 10n ** BigInt(exponent);
  const unit = 10n ** BigInt(-exponent);
  return unscaled / unit + (unscaled > 0n && unscaled % unit !== 0n ? 1n : 0n);
}
