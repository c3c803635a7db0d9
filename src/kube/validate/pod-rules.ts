import { isMap, type ValueMap } from "../../value/value.ts";
import { CONTAINERS } from "./annotation-rules.ts";
import { below, EMPTY, isSet, isZero, listOf, mapOf, mapsOf, numberOf, type Place, tell, textOf } from "./fault.ts";
import { bytesIn, dnsLabel, dnsSubdomain, ipAddress, isQualifiedName, oneOf, qualifiedName, range, searchDomain } from "./formats.ts";
import { checkPodResources } from "./pod-resources.ts";
import { checkResources } from "./resources.ts";
import type { Rules } from "./rules.ts";
import { checkLabels } from "./scheduling-rules.ts";

/** Source: kubernetes pkg/apis/core/validation/validation.go ValidatePodSpec and what it calls, 1.34 */
export const podRules: Rules = {
  PodSpec: {
    required: ["containers"],
    fields: {
      dnsPolicy: oneOf("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"),
      restartPolicy: oneOf("Always", "OnFailure", "Never"),
      preemptionPolicy: oneOf("PreemptLowerPriority", "Never"),
      serviceAccountName: dnsSubdomain,
      nodeName: dnsSubdomain,
      priorityClassName: dnsSubdomain,
      runtimeClassName: dnsSubdomain,
      hostname: dnsLabel,
      subdomain: dnsLabel,
      hostnameOverride: dnsSubdomain,
      activeDeadlineSeconds: range(1, 2 ** 31 - 1),
    },
    check: checkSpec,
  },
  HostAlias: { required: ["ip"], fields: { ip: ipAddress }, items: { hostnames: dnsSubdomain } },
  PodDNSConfig: { items: { nameservers: ipAddress, searches: searchDomain }, check: checkDns },
  PodDNSConfigOption: { required: ["name"] },
  PodReadinessGate: { required: ["conditionType"], fields: { conditionType: qualifiedName } },
  PodSchedulingGate: { required: ["name"], fields: { name: qualifiedName } },
  PodOS: { required: ["name"], fields: { name: oneOf("linux", "windows") } },
  PodResourceClaim: {
    required: ["name"],
    fields: { name: dnsLabel, resourceClaimName: dnsSubdomain, resourceClaimTemplateName: dnsSubdomain },
    union: { fields: ["resourceClaimName", "resourceClaimTemplateName"], needed: "one of resourceClaimName and resourceClaimTemplateName" },
  },
};

function checkSpec(spec: ValueMap, place: Place): void {
  checkLabels(spec.nodeSelector, below(place, "nodeSelector"));
  const overhead = mapOf(spec, "overhead");
  if (overhead) checkResources({ limits: overhead }, below(place, "overhead"));
  checkPodResources(spec, place);
  checkHost(spec, place);
  checkSysctls(spec, place);
  checkDnsNone(spec, place);
  checkHostname(spec, place);
  const alias = textOf(spec, "serviceAccount");
  if (textOf(spec, "serviceAccountName") === "" && alias !== "" && !dnsSubdomain.allows(alias))
    tell(below(place, "serviceAccount"), alias, dnsSubdomain.expected);
  if (place.pod.isPod && textOf(spec, "nodeName") !== "" && listOf(spec, "schedulingGates").length > 0)
    tell(below(place, "nodeName"), spec.nodeName, "no node while there are schedulingGates");
  if (listOf(spec, "ephemeralContainers").length > 0)
    tell(below(place, "ephemeralContainers"), spec.ephemeralContainers, "none: they can only be added to a running pod");
}

/** Namespaces of the host, and what they forbid. */
function checkHost(spec: ValueMap, place: Place): void {
  if (spec.hostPID === true && spec.shareProcessNamespace === true)
    tell(below(place, "shareProcessNamespace"), true, "false, as hostPID is true");
  if (spec.hostUsers === false) {
    for (const field of ["hostNetwork", "hostPID", "hostIPC"])
      if (spec[field] === true) tell(below(place, field), true, "false, as hostUsers is false");
    for (const [container, at] of containersOf(spec, place))
      if (listOf(container, "volumeDevices").length > 0)
        tell(below(at, "volumeDevices"), container.volumeDevices, "none, as hostUsers is false");
  }
  if (spec.hostNetwork !== true) return;
  for (const [container, i] of mapsOf(spec, "containers")) {
    for (const [port, j] of mapsOf(container, "ports")) {
      const at = below(below(below(below(below(place, "containers"), i), "ports"), j), "hostPort");
      if (!isZero(port.hostPort) && numberOf(port, "hostPort") !== (numberOf(port, "containerPort") ?? 0))
        tell(at, port.hostPort, "the same as containerPort, as hostNetwork is true");
    }
  }
}

export type Placed = readonly [ValueMap, Place];

/** The containers of all kinds with their places, without those that are in a spec `before`. */
export function containersOf(spec: ValueMap, place: Place, before?: ValueMap): readonly Placed[] {
  const found: Placed[] = [];
  for (const list of CONTAINERS) {
    const containers = listOf(spec, list);
    const known = listOf(before, list);
    for (let i = 0; i < containers.length; i++) {
      const container = containers[i] ?? EMPTY;
      if (isMap(container) && !known.includes(container)) found.push([container, below(below(place, list), i)]);
    }
  }
  return found;
}

/** Source: component-helpers node/util/sysctl GetNamespace */
const IPC = ["kernel.sem", "kernel.shm", "kernel.msg", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced"];
const IPC_MORE = ["kernel.msgmax", "kernel.msgmnb", "kernel.msgmni"];

function checkSysctls(spec: ValueMap, place: Place): void {
  if (spec.hostNetwork !== true && spec.hostIPC !== true) return;
  const at = below(below(place, "securityContext"), "sysctls");
  for (const [sysctl, index] of mapsOf(mapOf(spec, "securityContext"), "sysctls")) {
    const name = withDots(textOf(sysctl, "name"));
    const isIpc = IPC.includes(name) || IPC_MORE.includes(name) || name.startsWith("fs.mqueue.");
    if (spec.hostNetwork === true && name.startsWith("net."))
      tell(below(below(at, index), "name"), sysctl.name, "none of the network, as hostNetwork is true");
    else if (spec.hostIPC === true && isIpc) tell(below(below(at, index), "name"), sysctl.name, "none of IPC, as hostIPC is true");
  }
}

/** `net/ipv4/conf/eth0.1` is `net.ipv4.conf.eth0/1`: the first separator shows which form it is. */
function withDots(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  return first === "/" ? name.replace(/[./]/g, (separator) => (separator === "/" ? "." : "/")) : name;
}

function checkDns(config: ValueMap, place: Place): void {
  if (listOf(config, "nameservers").length > 3) tell(below(place, "nameservers"), config.nameservers, "at most 3 name servers");
  const searches = listOf(config, "searches");
  if (searches.length > 32 || bytesIn(searches.filter((domain) => typeof domain === "string").join(" ")) > 2048)
    tell(below(place, "searches"), config.searches, "at most 32 domains with 2048 characters together");
}

function checkDnsNone(spec: ValueMap, place: Place): void {
  if (spec.dnsPolicy !== "None" || listOf(mapOf(spec, "dnsConfig"), "nameservers").length > 0) return;
  tell(below(below(place, "dnsConfig"), "nameservers"), undefined, "at least one name server, as dnsPolicy is None");
}

function checkHostname(spec: ValueMap, place: Place): void {
  if (!isSet(spec, "hostnameOverride")) return;
  const at = below(place, "hostnameOverride");
  if (spec.setHostnameAsFQDN === true) tell(at, spec.hostnameOverride, "none beside setHostnameAsFQDN");
  if (spec.hostNetwork === true) tell(at, spec.hostnameOverride, "none, as hostNetwork is true");
  if (bytesIn(textOf(spec, "hostnameOverride")) > 64) tell(at, spec.hostnameOverride, "at most 64 characters");
}

/** What a Pod's own metadata has beyond that of a template. Source: kubernetes validation.go ValidateObjectMeta */
export function checkFinalizers(metadata: ValueMap | undefined, place: Place): void {
  for (const [index, name] of listOf(metadata, "finalizers").entries()) {
    if (typeof name !== "string" || ["kubernetes", "orphan", "foregroundDeletion"].includes(name)) continue;
    if (!name.includes("/") || !isQualifiedName(name))
      tell(below(below(below(place, "metadata"), "finalizers"), index), name, "a name with a domain such as example.com/cleanup");
  }
}
