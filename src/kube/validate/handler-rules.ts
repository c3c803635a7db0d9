import type { ValueMap } from "../../value/value.ts";
import { below, isSet, isZero, mapOf, mapsOf, numberOf, type Place, tell } from "./fault.ts";
import { headerName, nonNegative, oneOf, portNumber, portNumberOrName, positive } from "./formats.ts";
import type { Rules } from "./rules.ts";

/** Since these minors. */
const NATIVE_SIDECARS = 28;
const SLEEP_ZERO = 33;
const RESTART_RULES = 35;

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

/** Source: kubernetes pkg/apis/core/validation/validation.go validateProbe, validateHandler, validateLifecycle, 1.34 */
export const handlerRules: Rules = {
  Probe: {
    union: { fields: ["exec", "httpGet", "tcpSocket", "grpc"], needed: "one of exec, httpGet, tcpSocket and grpc" },
    fields: {
      initialDelaySeconds: nonNegative,
      timeoutSeconds: nonNegative,
      periodSeconds: nonNegative,
      successThreshold: nonNegative,
      failureThreshold: nonNegative,
      terminationGracePeriodSeconds: positive,
    },
  },
  LifecycleHandler: {
    union: { fields: ["exec", "httpGet", "tcpSocket", "sleep"], needed: "one of exec, httpGet, tcpSocket and sleep" },
  },
  ExecAction: { required: ["command"] },
  HTTPGetAction: { required: ["port"], fields: { port: portNumberOrName, scheme: oneOf("HTTP", "HTTPS") } },
  HTTPHeader: { required: ["name"], fields: { name: headerName } },
  TCPSocketAction: { required: ["port"], fields: { port: portNumberOrName } },
  GRPCAction: { required: ["port"], fields: { port: portNumber } },
  SleepAction: { check: checkSleep },
  Lifecycle: { check: checkStopSignal },
};

function checkSleep(sleep: ValueMap, place: Place): void {
  const { gracePeriod, minor } = place.pod;
  const least = minor < SLEEP_ZERO ? 1 : 0;
  const seconds = numberOf(sleep, "seconds") ?? 0;
  if (seconds < least || seconds > gracePeriod)
    tell(below(place, "seconds"), sleep.seconds, `a whole number from ${least} to terminationGracePeriodSeconds (${gracePeriod})`);
}

const SIGNALS: readonly string[] = [
  ...["ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL", "PROF", "PWR"],
  ...["QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH"],
  ...["XCPU", "XFSZ", "RTMIN", "RTMAX"],
  ...Array.from({ length: 15 }, (_, i) => `RTMIN+${i + 1}`),
  ...Array.from({ length: 14 }, (_, i) => `RTMAX-${i + 1}`),
].map((name) => `SIG${name}`);

function checkStopSignal(lifecycle: ValueMap, place: Place): void {
  const { stopSignal } = lifecycle;
  if (!isSet(lifecycle, "stopSignal") || typeof stopSignal !== "string") return;
  const at = below(place, "stopSignal");
  const { os } = place.pod;
  if (os === undefined) tell(at, stopSignal, "no stopSignal where spec.os is not set");
  if (os === "windows" && !["SIGKILL", "SIGTERM"].includes(stopSignal)) tell(at, stopSignal, "SIGKILL or SIGTERM");
  if (os === "linux" && !SIGNALS.includes(stopSignal)) tell(at, stopSignal, "a signal such as SIGTERM");
}

/** The rules for probes, lifecycle and restart policy of a container in `list`. */
export function checkRunning(container: ValueMap, place: Place, list: "initContainers" | "containers"): void {
  if (list === "containers") checkRestart(container, place);
  else if (!checkInitRestart(container, place)) {
    notForInit(container, place);
    return;
  }
  for (const probe of PROBES) checkProbe(mapOf(container, probe), below(place, probe), probe);
}

function checkProbe(probe: ValueMap | undefined, place: Place, kind: (typeof PROBES)[number]): void {
  if (!probe) return;
  if (kind === "readinessProbe") {
    if (isSet(probe, "terminationGracePeriodSeconds"))
      tell(below(place, "terminationGracePeriodSeconds"), probe.terminationGracePeriodSeconds, "none in a readinessProbe");
  } else if (!isZero(probe.successThreshold) && numberOf(probe, "successThreshold") !== 1)
    tell(below(place, "successThreshold"), probe.successThreshold, `1 in a ${kind}`);
}

/** Whether the init container is a native sidecar. */
function checkInitRestart(container: ValueMap, place: Place): boolean {
  const { restartPolicy } = container;
  const at = below(place, "restartPolicy");
  const { minor } = place.pod;
  if (isSet(container, "restartPolicy") && minor < NATIVE_SIDECARS)
    tell(
      at,
      restartPolicy,
      `no restartPolicy of an init container: Kubernetes 1.${minor} does not know native sidecars, 1.${NATIVE_SIDECARS} does`,
    );
  else if (minor >= RESTART_RULES && restartPolicy !== "Always") checkRestartRules(container, place);
  else if (isSet(container, "restartPolicy") && restartPolicy !== "Always") tell(at, restartPolicy, "Always");
  if (minor >= RESTART_RULES && restartPolicy === "Always" && !isZero(container.restartPolicyRules))
    tell(below(place, "restartPolicyRules"), container.restartPolicyRules, "none for a native sidecar");
  return restartPolicy === "Always";
}

function checkRestart(container: ValueMap, place: Place): void {
  if (place.pod.minor >= RESTART_RULES) checkRestartRules(container, place);
  else if (isSet(container, "restartPolicy"))
    tell(below(place, "restartPolicy"), container.restartPolicy, "restartPolicy in init containers only");
}

const RESTART_POLICIES = oneOf("Always", "OnFailure", "Never");

function checkRestartRules(container: ValueMap, place: Place): void {
  const { restartPolicy, restartPolicyRules } = container;
  const at = below(place, "restartPolicy");
  if (isSet(container, "restartPolicy")) {
    if (!RESTART_POLICIES.allows(restartPolicy ?? "")) tell(at, restartPolicy, RESTART_POLICIES.expected);
  } else if (!isZero(restartPolicyRules)) tell(at, undefined, "a restartPolicy beside restartPolicyRules");
  for (const [rule, index] of mapsOf(container, "restartPolicyRules")) {
    const where = below(below(place, "restartPolicyRules"), index);
    const operator = mapOf(rule, "exitCodes")?.operator;
    if (rule.action !== "Restart") tell(below(where, "action"), rule.action, "Restart");
    if (operator !== "In" && operator !== "NotIn") tell(below(below(where, "exitCodes"), "operator"), operator, "In or NotIn");
  }
}

function notForInit(container: ValueMap, place: Place): void {
  for (const field of ["lifecycle", ...PROBES])
    if (isSet(container, field)) tell(below(place, field), container[field], `none in an init container without restartPolicy: Always`);
}
