import { type MutableMap, newMap, type Value, type ValueMap, withKey } from "../../value/value.ts";
import { compareQuantities, formatQuantity, parseQuantity, type Quantity } from "../quantity.ts";
import { below, isSet, mapOf, mapsOf, type Place, tell } from "./fault.ts";
import { amountOf, checkResources, POD_RESOURCES } from "./resources.ts";

type Which = "limits" | "requests";

/**
 * Resources of the pod as a whole against those of its containers.
 *
 * Source: kubernetes pkg/apis/core/validation/validation.go validatePodResources, validatePodResourceConsistency, 1.34
 */
export function checkPodResources(spec: ValueMap, place: Place): void {
  const resources = mapOf(spec, "resources");
  if (!resources) return;
  const at = below(place, "resources");
  if (place.pod.os === "windows") {
    tell(at, resources, "none in a pod for Windows");
    return;
  }
  if (isSet(resources, "claims")) tell(below(at, "claims"), resources.claims, "none: claims belong to containers");
  const filled = place.pod.isPod ? withRequests(spec, resources) : resources;
  checkResources(filled, at, POD_RESOURCES);
  checkRequests(spec, filled, below(at, "requests"));
  checkHugePages(spec, resources, below(at, "limits"));
  checkLimits(spec, resources, place);
}

function withRequests(spec: ValueMap, resources: ValueMap): ValueMap {
  const filled = filledRequests(spec, resources);
  return filled ? withKey(resources, "requests", Object.assign(newMap(), filled, mapOf(resources, "requests"))) : resources;
}

/**
 * The requests that the server gives a Pod with limits: what its containers request together, else the limits. It adds the
 * amounts up before it rounds them. Undefined if it gives none.
 *
 * Source: kubernetes pkg/apis/core/v1/defaults.go defaultPodRequests
 */
export function filledRequests(spec: ValueMap, resources: ValueMap): ValueMap | undefined {
  const limits = mapOf(resources, "limits");
  if (!limits || Object.keys(limits).length === 0) return undefined;
  const filled: MutableMap = Object.assign(newMap(), limits);
  for (const [name, sum] of sumsOf(spec, "requests", { isPod: true, read: exactAmount }))
    if (name === "cpu" || name === "memory") filled[name] = formatQuantity(sum);
  return filled;
}

function checkRequests(spec: ValueMap, resources: ValueMap, place: Place): void {
  const sums = sumsOf(spec, "requests", { isPod: place.pod.isPod });
  for (const [name, value] of Object.entries(mapOf(resources, "requests") ?? {})) {
    const [sum, own] = [sums.get(name), amountOf(value)];
    if (sum && own && compareQuantities(sum, own) > 0) tell(below(place, name), value, "at least what its containers request together");
  }
}

function checkHugePages(spec: ValueMap, resources: ValueMap, place: Place): void {
  const sums = sumsOf(spec, "limits");
  for (const [name, value] of Object.entries(mapOf(resources, "limits") ?? {})) {
    const [sum, own] = [sums.get(name), amountOf(value)];
    if (name.startsWith("hugepages-") && sum && own && compareQuantities(sum, own) > 0)
      tell(below(place, name), value, "at least the limits of its containers together");
  }
}

function checkLimits(spec: ValueMap, resources: ValueMap, place: Place): void {
  const most = mapOf(resources, "limits");
  for (const [container, index] of mapsOf(spec, "containers")) {
    for (const [name, value] of Object.entries(mapOf(mapOf(container, "resources"), "limits") ?? {})) {
      const [limit, own] = [amountOf(most && Object.hasOwn(most, name) ? most[name] : undefined), amountOf(value)];
      const at = below(below(below(below(below(place, "containers"), index), "resources"), "limits"), name);
      if (limit && own && compareQuantities(own, limit) > 0) tell(at, value, `at most the pod's limit (${String(most?.[name])})`);
    }
  }
}

type Sums = Map<string, Quantity>;

interface Summing {
  readonly isPod?: boolean;
  /** How an amount is read: as the server keeps it, or as it is written. */
  readonly read?: typeof amountOf;
}

function exactAmount(value: Value | undefined): Quantity | undefined {
  return parseQuantity(value ?? 0);
}

/**
 * What all containers have together: containers and native sidecars at once, or an init container with the native
 * sidecars before it. In a Pod, limits stand for requests that are not there.
 *
 * Source: component-helpers resource/helpers.go AggregateContainerRequests; kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Pod
 */
function sumsOf(spec: ValueMap, which: Which, { isPod = false, read = amountOf }: Summing = {}): Sums {
  const amounts = (container: ValueMap) => {
    const resources = mapOf(container, "resources");
    return { ...(isPod && mapOf(resources, "limits")), ...mapOf(resources, which) };
  };
  const total: Sums = new Map();
  const add = (sums: Sums, added: ReturnType<typeof amounts>) => addTo(sums, added, read);
  for (const [container] of mapsOf(spec, "containers")) add(total, amounts(container));
  const natives: Sums = new Map();
  const most: Sums = new Map();
  for (const [container] of mapsOf(spec, "initContainers")) {
    const own = amounts(container);
    const isNative = container.restartPolicy === "Always";
    if (isNative) add(total, own);
    const running: Sums = isNative ? natives : new Map(natives);
    add(running, own);
    raise(most, running);
  }
  raise(total, most);
  return total;
}

function addTo(sums: Sums, amounts: { readonly [name: string]: Value }, read: typeof amountOf): void {
  for (const [name, value] of Object.entries(amounts)) {
    const amount = read(value);
    if (amount) sums.set(name, plus(sums.get(name), amount));
  }
}

function plus(a: Quantity | undefined, b: Quantity): Quantity {
  if (a === undefined || a.unscaled === 0n) return b;
  if (b.unscaled === 0n) return a;
  const exponent = Math.min(a.exponent, b.exponent);
  if (Math.max(a.exponent, b.exponent) - exponent > 99) return a.exponent > b.exponent ? a : b;
  const scaled = (quantity: Quantity) => quantity.unscaled * 10n ** BigInt(quantity.exponent - exponent);
  return { unscaled: scaled(a) + scaled(b), exponent, format: a.format };
}

function raise(sums: Sums, others: Sums): void {
  for (const [name, other] of others) {
    const sum = sums.get(name);
    if (!sum || compareQuantities(sum, other) < 0) sums.set(name, other);
  }
}
