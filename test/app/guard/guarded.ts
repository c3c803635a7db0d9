import { createHash } from "node:crypto";
import { checkTexts } from "../../../src/app/check/check.ts";
import { guardTexts } from "../../../src/app/guard/guard.ts";
import { injectTexts } from "../../../src/app/inject/texts.ts";
import type { Diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../../../src/value/value.ts";
import { readYaml } from "../../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../../src/yaml/source-node.ts";
import { Random } from "../../random.ts";
import { guardedConfig, type Json } from "./guard-configs.ts";
import { guardedNamespaces, guardedWorkload, podOf, proxyConfigs, serviceAccounts, templatePath } from "./guard-workloads.ts";

/** A configuration's policy, and pods with what `check --require-injected` says of their workloads. */
export interface Guarded {
  readonly name: string;
  /** Absent if the policy would ask for nothing. */
  readonly policy: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly cases: readonly GuardedCase[];
}

export interface GuardedCase {
  readonly namespace: Json;
  readonly pod: Json;
  /** The ServiceAccounts of its namespace. */
  readonly accounts?: readonly Json[];
  readonly isFound: boolean;
}

/** What the API server's own code says, as tools/guard-judge/write-rows.ts wrote it. */
export interface GuardRow {
  readonly seed: number;
  /** Digests of the policy and of the pods: with others the row says nothing. */
  readonly policy: string;
  readonly pods: string;
  /** A character for each pod: 1 where it is refused. */
  readonly refused: string;
  /** The policy says that it asks for less than the configuration grafts. */
  readonly incomplete?: boolean;
  /** What the dearest expression costs for a pod of a tenth of the largest size; measured for some. */
  readonly cost?: number;
  /** What the server finds wrong with the policy, or with a pod of any size while it evaluates it. */
  readonly faults: readonly string[];
}

export function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}

/** Pods that are refused and not found, or found and not refused; the latter may be where the policy says that it asks for less. */
export function differences({ cases, diagnostics }: Guarded, { refused }: GuardRow): readonly string[] {
  const isWhole = !diagnostics.some(({ code }) => code === "GuardIncomplete");
  return cases.flatMap(({ isFound, pod, namespace }, i) => {
    const isRefused = refused[i] === "1";
    if (isRefused === isFound || (isFound && !isWhole)) return [];
    return [`${isRefused ? "refused and not found" : "found and not refused"}: ${JSON.stringify({ pod, namespace })}`];
  });
}

const WORKLOADS = 100;

/** For each seed another one. */
export function guarded(seed: number): Guarded {
  const { name, spec, older, elsewhere: others } = guardedConfig(seed);
  const namespaces = guardedNamespaces(seed);
  const accounts = serviceAccounts(seed);
  const around = [...namespaces, ...accounts, ...proxyConfigs(seed)];
  const texts = (objects: readonly unknown[], given: unknown) => ({
    inputs: [{ file: "input.yaml", text: objects.map((object) => `---\n${JSON.stringify(object)}\n`).join("") }],
    config: { file: "config.yaml", text: configText(name, given) },
  });
  const plain = Array.from({ length: WORKLOADS }, (_, i) => guardedWorkload(seed, i));
  const now = injectedObjects(texts([...around, ...plain], spec));
  const before = injectedObjects(texts([...around, ...plain], older));
  const elsewhere = injectedObjects(texts([...around, ...plain], others));
  const final = plain.map((object, i) => {
    const versions = { plain: object, now: now[i], before: before[i], elsewhere: elsewhere[i] };
    return treated(new Random(seed * 15485863 + i), versions);
  });
  const { findings = [] } = checkTexts(texts([...around, ...final], spec), { requireInjected: true });
  const found = new Set(findings.filter(isGuarded).map(({ resource }) => resource?.name));
  const faulty = new Set(findings.filter(isOfAccount).map(({ resource }) => `${resource?.namespace}/${resource?.name}`));
  const { text, diagnostics } = guardedPolicy(seed);
  const cases = final.map((object) => {
    const { kind, metadata } = object as unknown as { kind: string; metadata: { name: string; namespace: string } };
    const namespace = namespaces.find((one) => at(one as ValueMap, "metadata", "name") === metadata.namespace) as Json;
    const template = at(object as ValueMap, ...templatePath(kind)) as ValueMap;
    const pod = podOf(kind, metadata.name, template as never);
    return {
      namespace,
      pod,
      isFound:
        found.has(metadata.name) ||
        (isAzures(pod) && faulty.has(`${metadata.namespace}/${at(pod as ValueMap, "spec", "serviceAccountName")}`)),
      ...(accounts.length > 0 && { accounts: known(accounts, metadata.namespace) }),
    };
  });
  return { name, policy: text, diagnostics, cases };
}

/** Those of a namespace, with the one that the cluster makes. */
function known(accounts: readonly unknown[], namespace: string): readonly Json[] {
  const found = accounts.filter((account) => at(account as ValueMap, "metadata", "namespace") === namespace) as readonly Json[];
  const hasDefault = found.some((account) => at(account as ValueMap, "metadata", "name") === "default");
  return hasDefault ? found : [...found, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace } }];
}

/** The policy of a configuration. */
export function guardedPolicy(seed: number): ReturnType<typeof guardTexts> {
  const { name, spec } = guardedConfig(seed);
  const inputs = [
    {
      file: "input.yaml",
      text: proxyConfigs(seed)
        .map((object) => `---\n${JSON.stringify(object)}\n`)
        .join(""),
    },
  ];
  return guardTexts({ inputs, config: { file: "config.yaml", text: configText(name, spec) } }, "deny");
}

function configText(name: string, spec: unknown): string {
  return JSON.stringify({ apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name }, spec });
}

/** What a pod should carry and does not, or another version of it. */
function isGuarded({ code, field, resource }: Diagnostic): boolean {
  const path = field?.path ?? "";
  const isContainers = code === "ForeignEditKept" && CONTAINERS.test(path);
  const isOther = CONFLICTS.includes(code) && (OTHER.test(path) || (resource?.kind === "Service" && OTHER_LABEL.test(path)));
  const isOwn = code === "MissingInjection" || code === "StaleInjection" || code === "RefusedByInjector";
  return isOwn || isContainers || isOther;
}

/** Of a ServiceAccount whose annotation Azure's webhook refuses, and so the pods that take it from there. */
function isOfAccount({ code, resource }: Diagnostic): boolean {
  return code === "RefusedByInjector" && resource?.kind === "ServiceAccount";
}

function isAzures(pod: unknown): boolean {
  const { labels, annotations } = (pod as { metadata: Record<"labels" | "annotations", ValueMap | undefined> }).metadata;
  const isAsked = labels?.[`${AZURE}/use`] === "true" && labels["serving.knative.dev/revision"] === undefined;
  return isAsked && !annotations?.[`${AZURE}/service-account-token-expiration`];
}

const AZURE = "azure.workload.identity";

/** Containers, one of them, or its image. */
const CONTAINERS = /[cC]ontainers(?:\[[^\]]*\](?:\.image)?)?$/;

/** What a container of a sidecar's name with another image is, or an annotation of one without containers; of Knative's kinds a label. */
const CONFLICTS: readonly string[] = ["ContainerConflict", "FieldConflict"];
const OTHER = /ontainers\[(?:own|init)-\d\]\.(?:image|name)$|annotations\[own\.example\.com/;
const OTHER_LABEL = /labels\[own\.example\.com/;

const AROUND = ["Namespace", "ServiceAccount", "ProxyConfig"];

function injectedObjects(texts: Parameters<typeof injectTexts>[0]): readonly ValueMap[] {
  const { texts: injected, diagnostics } = injectTexts(texts);
  if (!injected) throw new Error(JSON.stringify(diagnostics));
  return documentsOf(injected[0] as string).filter((object) => !AROUND.includes(String(object.kind)));
}

export function documentsOf(text: string): readonly ValueMap[] {
  const parts = text.split(/^---\n/m).filter((part) => part.trim() !== "");
  return parts.map((part) => nodeValue(readYaml(part, { start: 0, end: part.length }).node as never) as ValueMap);
}

interface Versions {
  readonly plain: unknown;
  readonly now: ValueMap | undefined;
  readonly before: ValueMap | undefined;
  /** By the older configuration for another Kubernetes: its proxies are ordinary containers. */
  readonly elsewhere: ValueMap | undefined;
}

/** A proxy with an image that no version of its injector changes: the pod's own, its namespace's, or that of the values. */
const OWN_IMAGE =
  /"image":"(?:auto|example.com\/mine:1|example.com\/proxy:[79]|example.com\/daprd:7|example.com\/linkerd:[^"]*|cr.l5d.io\/linkerd\/proxy:(?:pods|team))"/;

/** Never injected, injected by an older configuration, injected and edited since, or as it should be. */
function treated(random: Random, { plain, now, before, elsewhere }: Versions): unknown {
  // Of a pod with an image of its own no policy asks for a version, and its proxy is the user's to remove.
  const isOwn = OWN_IMAGE.test(JSON.stringify([plain, now]));
  const what = random.pick(
    isOwn ? ["plain", "now"] : ["plain", "now", "now", "before", "removed", "edited", "others", "others", "handMade"],
  );
  if (what === "plain") return plain;
  if (what === "now" || what === "before") return what === "now" ? now : before;
  if (what === "handMade") return withHandMade(random, plain as ValueMap);
  // What other tools injected has no record of podgraft's.
  const given = what === "others" ? withoutRecord(random.pick([now, now, before, elsewhere]) as ValueMap) : (now as ValueMap);
  const how = what === "others" ? random.pick(["left", "left", "removed", "edited", "relabelled"]) : what;
  if (how === "left") return given;
  if (how === "relabelled") return withoutKeys(given, random.chance(0.5) ? "gone" : "other");
  // What is not asked for is an edit of others' nevertheless, where podgraft has a record.
  const grafted = ["istio-proxy", ...(what === "others" ? ["istio-init"] : []), "own-0", "own-1", "own-2", "init-0", "init-1"];
  const name = random.pick(grafted);
  const change = how === "removed" ? () => [] : (container: ValueMap) => [{ ...container, image: "edited:1" } as ValueMap];
  return withContainer(given, name, change);
}

function withoutRecord(object: ValueMap): ValueMap {
  const { "podgraft.dev/provenance": _, ...annotations } = (at(object, "metadata", "annotations") ?? {}) as ValueMap;
  return { ...object, metadata: { ...(object.metadata as ValueMap), annotations } };
}

/** With a container of a sidecar's name that somebody wrote, with or without its image. */
function withHandMade(random: Random, object: ValueMap): Value {
  const container = { name: random.pick(["own-0", "own-1"]), image: random.pick(["own:1.2.3", "example.com/own:1.2.3", "own:1.2.2"]) };
  const addTo = (value: Value): Value => {
    if (!isMap(value)) return value;
    if (isList(value.containers)) return { ...value, containers: [...value.containers, container] };
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, addTo(inner)]));
  };
  return addTo(object);
}

/** Without the labels and annotations of own sidecars, or with other values. */
function withoutKeys(value: Value, how: "gone" | "other"): Value {
  if (!isMap(value)) return isList(value) ? value.map((item) => withoutKeys(item, how)) : value;
  const isOwn = (key: string) => key.startsWith("own.example.com/");
  const entries = Object.entries(value).filter(([key]) => !(isOwn(key) && how === "gone"));
  return Object.fromEntries(entries.map(([key, inner]) => [key, isOwn(key) ? "other" : withoutKeys(inner, how)]));
}

function withContainer(value: Value, name: string, change: (container: ValueMap) => readonly ValueMap[]): Value {
  if (isList(value)) {
    const isMeant = (item: Value): item is ValueMap => isMap(item) && item.name === name && item.image !== undefined;
    return value.flatMap((item): readonly Value[] => (isMeant(item) ? change(item) : [withContainer(item, name, change)]));
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withContainer(inner, name, change)]));
}
