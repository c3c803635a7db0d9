import { at, mapAt, newMap, type Value, type ValueMap } from "../value/value.ts";
import { allContainers, containersIn, mapsIn, specOf } from "./pod.ts";
import { addQuantities, compareQuantities, formatQuantity, parseQuantity, type Quantity } from "./quantity.ts";

/** What a LimitRange or ResourceQuota of its namespace refuses of a pod. */
export interface LimitViolation extends LimitFault {
  /** "The LimitRange limits". */
  readonly source: string;
  /** Absent: it is the sum of the pod's containers. */
  readonly container: string | undefined;
}

export function isNamespaceLimit({ kind, apiVersion }: { readonly kind: string; readonly apiVersion: string }): boolean {
  return apiVersion === "v1" && (kind === "LimitRange" || kind === "ResourceQuota");
}

/**
 * Everything that keeps the pods of a template out of a namespace with these LimitRanges and ResourceQuotas, whatever
 * else runs there. Quotas with scopes are left out, because they do not cover every pod.
 *
 * Source: kubernetes plugin/pkg/admission/limitranger; pkg/quota/v1/evaluator/core/pods.go.
 */
export function limitViolations(podTemplate: Value, objects: readonly ValueMap[]): readonly LimitViolation[] {
  const ranges = objects.filter(({ kind }) => kind === "LimitRange");
  const items = ranges.flatMap((range) => mapsIn(at(range, "spec", "limits")).map((item) => ({ source: nameOf(range), item })));
  const defaults = items.filter(({ item }) => item.type === "Container").map(({ item }) => defaultsOf(item));
  const containers = allContainers(podTemplate).map(({ container }) => ({
    name: String(container.name ?? ""),
    amounts: amountsOf(container, defaults),
  }));
  const pod = podSum(podTemplate, defaults);
  const subjects = { Container: containers, Pod: [{ name: undefined, amounts: pod }] };
  const ofRanges = items.flatMap(({ source, item }) => {
    const found = item.type === "Container" || item.type === "Pod" ? subjects[item.type] : [];
    return found.flatMap(({ name, amounts }) => rangeFaults(item, amounts).map((fault) => ({ source, container: name, ...fault })));
  });
  const quotas = objects.filter(({ kind, spec }) => kind === "ResourceQuota" && !at(spec, "scopes") && !at(spec, "scopeSelector"));
  const ofQuotas = quotas.flatMap((quota) => {
    const [source, hard] = [nameOf(quota), mapAt(quota, "spec", "hard")];
    const unset = containers.flatMap(({ name, amounts }) =>
      unsetFaults(hard, amounts).map((fault) => ({ source, container: name, ...fault })),
    );
    return [...unset, ...excessFaults(hard, pod).map((fault) => ({ source, container: undefined, ...fault }))];
  });
  return [...ofRanges, ...ofQuotas];
}

function nameOf({ kind, metadata }: ValueMap): string {
  return `The ${String(kind)} ${String(at(metadata, "name") ?? "")}`;
}

/** Source: kubernetes pkg/apis/core/v1/defaults.go SetDefaults_LimitRangeItem. */
function defaultsOf(item: ValueMap): Readonly<Record<Which, ValueMap>> {
  const limits = Object.assign(newMap(), mapAt(item, "max"), mapAt(item, "default"));
  return { limits, requests: Object.assign(newMap(), mapAt(item, "min"), limits, mapAt(item, "defaultRequest")) };
}

/** A container's amounts with defaults: first its own limits as requests, then each LimitRange's defaults. */
function amountsOf(container: ValueMap, defaults: readonly Readonly<Record<Which, ValueMap>>[]): Amounts {
  const own = (which: Which) => mapAt(container, "resources", which);
  const weakToStrong = (which: Which) => [...defaults].reverse().map((each) => each[which]);
  return {
    requests: quantities(Object.assign(newMap(), ...weakToStrong("requests"), own("limits"), own("requests"))),
    limits: quantities(Object.assign(newMap(), ...weakToStrong("limits"), own("limits"))),
  };
}

function quantities(resources: ValueMap): ReadonlyMap<string, Quantity> {
  return new Map(
    Object.entries(resources).flatMap(([name, value]) => {
      const quantity = parseQuantity(value);
      return quantity ? [[name, quantity] as const] : [];
    }),
  );
}

type Sum = ReadonlyMap<string, Quantity>;

/**
 * Containers and native sidecars together; an init container needs its own in addition to the sidecars before it; the
 * larger sum counts.
 *
 * Source: kubernetes component-helpers resource PodRequests, PodLimits.
 */
function podSum(podTemplate: Value, defaults: Parameters<typeof amountsOf>[1]): Amounts {
  const sumOf = (which: Which): Sum => {
    let sidecars: Sum = new Map();
    let starting: Sum = new Map();
    for (const container of containersIn(podTemplate, "initContainers")) {
      const own = amountsOf(container, defaults)[which];
      const now = merged(sidecars, own, addQuantities);
      if (container.restartPolicy === "Always") sidecars = now;
      starting = merged(starting, now, larger);
    }
    const own = containersIn(podTemplate, "containers").map((container) => amountsOf(container, defaults)[which]);
    const running = own.reduce((sum, each) => merged(sum, each, addQuantities), sidecars);
    const overhead = quantities(mapAt(specOf(podTemplate), "overhead"));
    return merged(merged(running, starting, larger), overhead, addQuantities);
  };
  return { requests: sumOf("requests"), limits: sumOf("limits") };
}

function merged(a: Sum, b: Sum, join: (a: Quantity, b: Quantity) => Quantity): Sum {
  const result = new Map(a);
  for (const [name, amount] of b) {
    const other = result.get(name);
    result.set(name, other ? join(other, amount) : amount);
  }
  return result;
}

function larger(a: Quantity, b: Quantity): Quantity {
  return compareQuantities(a, b) < 0 ? b : a;
}

type Which = "requests" | "limits";
type Amounts = Readonly<Record<Which, ReadonlyMap<string, Quantity>>>;

/** `limits.cpu`, and `is 2, expected at most 1`. */
interface LimitFault {
  readonly field: string;
  readonly fault: string;
}

/** What an item of a LimitRange refuses of the amounts of a container, or of a pod's sums. */
function rangeFaults(item: ValueMap, amounts: Amounts): readonly LimitFault[] {
  return [
    ...bounded(item, "min", (name, bound) => belowMin(name, bound, amounts)),
    ...bounded(item, "max", (name, bound) => aboveMax(name, bound, amounts)),
    ...bounded(item, "maxLimitRequestRatio", (name, bound) => aboveRatio(name, bound, amounts)),
  ];
}

function bounded(item: ValueMap, key: string, faultsOf: (name: string, bound: Quantity) => readonly LimitFault[]): readonly LimitFault[] {
  return Object.entries(mapAt(item, key)).flatMap(([name, value]) => {
    const bound = parseQuantity(value);
    return bound ? faultsOf(name, bound) : [];
  });
}

function belowMin(name: string, bound: Quantity, { requests, limits }: Amounts): readonly LimitFault[] {
  const expected = `at least ${formatQuantity(bound)}`;
  const [request, limit] = [requests.get(name), limits.get(name)];
  if (!request) return [{ field: `requests.${name}`, fault: `is not set, expected ${expected}` }];
  if (compareQuantities(request, bound) < 0)
    return [{ field: `requests.${name}`, fault: `is ${formatQuantity(request)}, expected ${expected}` }];
  return limit && compareQuantities(limit, bound) < 0
    ? [{ field: `limits.${name}`, fault: `is ${formatQuantity(limit)}, expected ${expected}` }]
    : [];
}

function aboveMax(name: string, bound: Quantity, { requests, limits }: Amounts): readonly LimitFault[] {
  const expected = `at most ${formatQuantity(bound)}`;
  const [request, limit] = [requests.get(name), limits.get(name)];
  if (!limit) return [{ field: `limits.${name}`, fault: `is not set, expected ${expected}` }];
  if (compareQuantities(limit, bound) > 0) return [{ field: `limits.${name}`, fault: `is ${formatQuantity(limit)}, expected ${expected}` }];
  return request && compareQuantities(request, bound) > 0
    ? [{ field: `requests.${name}`, fault: `is ${formatQuantity(request)}, expected ${expected}` }]
    : [];
}

function aboveRatio(name: string, bound: Quantity, { requests, limits }: Amounts): readonly LimitFault[] {
  const expected = `at most ${formatQuantity(bound)} times its request`;
  const [request, limit] = [requests.get(name), limits.get(name)];
  if (!request || request.unscaled === 0n)
    return [{ field: `requests.${name}`, fault: `is ${request ? 0 : "not set"}, expected one: limits.${name} has to be ${expected}` }];
  if (!limit || limit.unscaled === 0n) return [{ field: `limits.${name}`, fault: `is ${limit ? 0 : "not set"}, expected ${expected}` }];
  const most = { unscaled: request.unscaled * bound.unscaled, exponent: request.exponent + bound.exponent, format: limit.format };
  return compareQuantities(limit, most) > 0
    ? [{ field: `limits.${name}`, fault: `is ${formatQuantity(limit)}, expected ${expected}` }]
    : [];
}

/**
 * The resources in a quota that every container must set. Source: pkg/quota/v1/evaluator/core/pods.go validationSet.
 */
const compute = /^(?:(requests|limits)\.)?(cpu|memory)$/;

/** What a ResourceQuota's `hard` refuses: amounts that are missing, of a container. */
function unsetFaults(hard: ValueMap, amounts: Amounts): readonly LimitFault[] {
  return Object.keys(hard).flatMap((key) => {
    const [which, name] = computeOf(key) ?? [];
    return which && name && !amounts[which].has(name)
      ? [{ field: `${which}.${name}`, fault: `is not set, expected one, since the quota counts ${key}` }]
      : [];
  });
}

/** And sums of one pod that are larger than the whole quota. */
function excessFaults(hard: ValueMap, sums: Amounts): readonly LimitFault[] {
  return bounded({ hard }, "hard", (key, bound) => {
    const [which, name] = computeOf(key) ?? [];
    const sum = which && name ? sums[which].get(name) : undefined;
    return sum && compareQuantities(sum, bound) > 0
      ? [{ field: `${which}.${name}`, fault: `is ${formatQuantity(sum)}, expected at most ${formatQuantity(bound)}` }]
      : [];
  });
}

function computeOf(key: string): readonly [Which, string] | undefined {
  const [, which = "requests", name] = compute.exec(key) ?? [];
  return name === undefined ? undefined : [which as Which, name];
}
