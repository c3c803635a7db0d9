import type { ValueMap } from "../../value/value.ts";
import { below, isSet, listOf, mapsOf, type Place, tell, textOf } from "./fault.ts";
import { bytesIn, dnsSubdomain, oneOf, relativePath, userId } from "./formats.ts";
import type { Rules } from "./rules.ts";

/** Source: kubernetes pkg/apis/core/validation/validation.go ValidateSecurityContext, validatePodSpecSecurityContext, 1.34 */
export const securityRules: Rules = {
  SecurityContext: {
    fields: { runAsUser: userId, runAsGroup: userId, procMount: oneOf("Default", "Unmasked") },
    check: checkSecurity,
  },
  PodSecurityContext: {
    fields: {
      runAsUser: userId,
      runAsGroup: userId,
      fsGroup: userId,
      fsGroupChangePolicy: oneOf("OnRootMismatch", "Always"),
      supplementalGroupsPolicy: oneOf("Merge", "Strict"),
      seLinuxChangePolicy: oneOf("Recursive"),
    },
    items: { supplementalGroups: userId },
    check: checkSysctlNames,
  },
  Sysctl: { required: ["name"], check: checkSysctl },
  SeccompProfile: { required: ["type"], fields: { type: oneOf("Localhost", "RuntimeDefault", "Unconfined") }, check: checkSeccomp },
  AppArmorProfile: { required: ["type"], fields: { type: oneOf("Localhost", "RuntimeDefault", "Unconfined") }, check: checkAppArmor },
  WindowsSecurityContextOptions: { fields: { gmsaCredentialSpecName: dnsSubdomain }, check: checkWindows },
};

function checkSecurity(context: ValueMap, place: Place): void {
  if (context.procMount === "Unmasked" && place.pod.hostUsers)
    tell(below(place, "procMount"), "Unmasked", "Default, or hostUsers: false in the pod");
  if (context.allowPrivilegeEscalation !== false) return;
  const at = below(place, "allowPrivilegeEscalation");
  if (context.privileged === true) tell(at, false, "true, as the container is privileged");
  const { capabilities } = context;
  if (listOf(capabilities as ValueMap, "add").includes("CAP_SYS_ADMIN")) tell(at, false, "true, as CAP_SYS_ADMIN is added");
}

function checkSysctlNames(context: ValueMap, place: Place): void {
  const seen = new Set<string>();
  for (const [sysctl, index] of mapsOf(context, "sysctls")) {
    const name = textOf(sysctl, "name");
    if (seen.has(name)) tell(below(below(below(place, "sysctls"), index), "name"), name, "a name that is unique in sysctls");
    seen.add(name);
  }
}

const SYSCTL = /^[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;

function checkSysctl({ name }: ValueMap, place: Place): void {
  if (typeof name === "string" && name !== "" && (name.length > 253 || !SYSCTL.test(name)))
    tell(below(place, "name"), name, "a name such as net.ipv4.tcp_syncookies");
}

function checkSeccomp(profile: ValueMap, place: Place): void {
  const at = below(place, "localhostProfile");
  const { localhostProfile } = profile;
  if (profile.type !== "Localhost") {
    if (isSet(profile, "localhostProfile")) tell(at, localhostProfile, "none, as type is not Localhost");
  } else if (!isSet(profile, "localhostProfile")) tell(at, undefined, "the path of a profile on the node");
  else if (!relativePath.allows(localhostProfile ?? "")) tell(at, localhostProfile, relativePath.expected);
}

function checkAppArmor(profile: ValueMap, place: Place): void {
  const at = below(place, "localhostProfile");
  const { localhostProfile, type } = profile;
  const name = textOf(profile, "localhostProfile");
  if (type === "Localhost") {
    if (name.trim() === "" || name !== name.trim() || bytesIn(name) > 4095)
      tell(at, localhostProfile, "the name of a profile on the node, of at most 4095 characters");
  } else if (["RuntimeDefault", "Unconfined"].includes(textOf(profile, "type")) && isSet(profile, "localhostProfile"))
    tell(at, localhostProfile, "none, as type is not Localhost");
}

function checkWindows(options: ValueMap, place: Place): void {
  const { gmsaCredentialSpec, runAsUserName } = options;
  if (typeof gmsaCredentialSpec === "string" && (gmsaCredentialSpec === "" || bytesIn(gmsaCredentialSpec) > 64 * 1024))
    tell(below(place, "gmsaCredentialSpec"), gmsaCredentialSpec, "a text of at most 64 KiB");
  if (typeof runAsUserName === "string" && !isWindowsUser(runAsUserName))
    tell(below(place, "runAsUserName"), runAsUserName, "USER or DOMAIN\\USER");
}

const DOMAIN_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const DNS_DOMAIN = new RegExp(`^${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*$`);
const NETBIOS_DOMAIN = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;

/** Source: kubernetes pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions */
function isWindowsUser(name: string): boolean {
  const parts = name.split("\\");
  if (name === "" || parts.length > 2 || [...name].some((letter) => letter < " " || letter === "\x7f")) return false;
  const user = parts.at(-1) as string;
  const domain = parts.length === 2 ? parts[0] : undefined;
  if (domain !== undefined && (bytesIn(domain) >= 256 || !(NETBIOS_DOMAIN.test(domain) || DNS_DOMAIN.test(domain)))) return false;
  return user !== "" && bytesIn(user) <= 104 && !/^[. ]+$/.test(user) && !/["/\\:;|=,+*?<>@[\]]/.test(user);
}
