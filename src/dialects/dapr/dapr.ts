import { decide } from "../../decide/decision.ts";
import { type Diagnostic, diagnostic, type ObjectKind } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { celList, celText, textIn } from "../../kube/cel.ts";
import { ANNOTATIONS, annotationOr, listOf } from "../../kube/cel-pod.ts";
import { annotationTexts, containerNamed, containersIn } from "../../kube/pod.ts";
import { at, mergeValues, toValue, type ValueMap } from "../../value/value.ts";
import { annotationFault, ignoredAnnotation } from "../annotation-faults.ts";
import type { Texts } from "../annotation-table.ts";
import { madeFor } from "../chart-templates.ts";
import { CONFIG_MAP } from "../chart-values.ts";
import type { Dialect, DialectInput, Injector } from "../dialect.ts";
import { containerGuard } from "../guard-marks.ts";
import { notWhere, podRule, podText } from "../webhook-rules.ts";
import { annotations, isTruthy, truthy } from "./annotations.ts";
import { podSettings, withDapr } from "./inject-pod.ts";
import { type DaprSettings, daprBlock } from "./settings.ts";
import { texts } from "./texts.gen.ts";

const [ENABLED, APP_ID, COMPONENTS] = ["dapr.io/enabled", "dapr.io/app-id", "dapr.io/inject-pluggable-components"] as const;
const CONFIGURATION: ObjectKind = { apiVersion: "dapr.io/v1alpha1", kind: "Configuration" };

/**
 * Dapr's sidecar injector. Source: github.com/dapr/dapr.
 *
 * Differs: containers of Components, for `dapr.io/inject-pluggable-components`, are not injected.
 */
export const dapr: Dialect<DaprSettings> = {
  name: "dapr",
  party: "Dapr",
  ...daprBlock,
  reads: [CONFIG_MAP, CONFIGURATION],
  versions: [{ from: "1.16.0", does: "the container daprd, the token's volume, and the ports as variables of the app" }],
  newest: "1.16.0",
  podKeys: { labels: [], annotations: annotations.map(({ name }) => name) },
  written: ["dapr.io/sidecar-injected", "dapr.io/app-id", "dapr.io/metrics-enabled"],
  containers: ["daprd"],
  make: daprInjector,
};

function daprInjector(settings: DaprSettings, input: DialectInput): Injector {
  const values = valuesOf(settings, input);
  const print = input.template("dapr", texts["daprd.tpl"]);
  const madeOf = madeFor(values, { party: "Dapr", print, readYaml: input.readYaml, dataOf: (own) => own });
  const image = annotationOr("dapr.io/sidecar-image", celText(String(values.image)));
  return {
    decide: (facts) => decide([enabled], facts),
    inject: ({ facts: { workload, namespace }, podTemplate }) => {
      const annotated = annotationTexts(podTemplate);
      const appID = annotated[APP_ID] || (workload.kind === "Pod" ? workload.name : "");
      const own = podSettings(podTemplate, annotated);
      const made = madeOf([...own.settings, ["appID", appID], ["namespace", workload.namespace ?? namespace.name ?? "default"]]);
      const faults = [...idFaults(appID, annotated), ...(values.trustAnchors ? [] : [untrusted()]), ...(made.fault ? [made.fault] : [])];
      const isTold = ({ code, fix }: Diagnostic) => code === "UnknownAnnotation" && appID === "" && fix === `write ${APP_ID}`;
      const diagnostics = [...own.diagnostics.filter((told) => !isTold(told)), ...componentFaults(annotated[COMPONENTS]), ...faults];
      return { podTemplate: faults.length > 0 ? podTemplate : withDapr(podTemplate, annotated, made), diagnostics };
    },
    guard: () => [{ wanted: [enabled.lets], ...containerGuard("daprd", image, { containers: listOf.containers }) }],
    diagnostics: [],
  };
}

/** Source: dapr pkg/injector/service/pod_patch.go getPodPatchOperations. */
function valuesOf(settings: DaprSettings, { find, readYaml, version }: DialectInput): ValueMap {
  const { namespace: home = "dapr-system", clusterDomain = "cluster.local", trustDomain = "cluster.local" } = settings;
  const { schedulerReplicas = 3, actors = true, version: _, namespace: __, ...given } = settings;
  const address = (service: string) => `${service}.${home}.svc.${clusterDomain}`;
  const schedulers = Array.from(
    { length: schedulerReplicas },
    (_, i) => `${address(`dapr-scheduler-server-${i}.dapr-scheduler-server`)}:50006`,
  );
  const written = {
    home,
    trustDomain,
    image: `ghcr.io/dapr/daprd:${version}`,
    audience: `spiffe://${trustDomain}/ns/${home}/dapr-sentry`,
    operatorAddress: `${address("dapr-api")}:443`,
    sentryAddress: `${address("dapr-sentry")}:443`,
    placementAddress: actors ? `${address("dapr-placement-server")}:50005` : "",
    schedulerAddress: schedulers.join(","),
    schedulerDns: schedulerReplicas > 0 ? `${address("dapr-scheduler-server-a")}:443` : undefined,
    mtls: at(find(CONFIGURATION, "daprsystem", home)?.value, "spec", "mtls", "enabled") !== false,
    trustAnchors: at(find(CONFIG_MAP, "dapr-trust-bundle", home)?.value, "data", "ca.crt"),
    ...given,
  };
  return mergeValues(readYaml(texts["values.yaml"]) as ValueMap, toValue(written) as ValueMap);
}

/** Source: dapr pkg/injector/patcher/sidecar_patcher.go NeedsPatching. */
const enabled = podRule(`${textIn(ANNOTATIONS, ENABLED)}.trim().lowerAscii() in ${celList(truthy)}`, ({ podTemplate }) => {
  const { text, evidence } = podText(podTemplate, "annotation", ENABLED);
  if (text !== undefined && !isTruthy(text)) return { ...notWhere(true, "OptedOut", evidence), diagnostics: wordFaults(text) };
  if (text === undefined) return notWhere(true, "NobodyAsks", evidence);
  const isThere = containerNamed(containersIn(podTemplate, "containers"), "daprd") !== undefined;
  return { evidence: [evidence], verdict: isThere ? { inject: false, code: "InjectedAlready" } : { inject: true, code: "OptedIn" } };
});

/** Any other word than those for true is false for Dapr. */
function wordFaults(text: string): readonly Diagnostic[] {
  if (["n", "no", "false", "f", "off", "0", ""].includes(text.trim().toLowerCase())) return [];
  return [ignoredAnnotation(ENABLED, { found: text, expected: '"true" or "false"', fix: 'write "true" or "false"' })];
}

/** Source: dapr pkg/validation/validation.go ValidateKubernetesAppID; pods of a workload have no name yet when the webhook is asked. */
function idFaults(id: string, annotated: Texts): readonly Diagnostic[] {
  if (/^[a-z0-9][-a-z0-9]*$/.test(id) && id.length <= 58) return [];
  const expected = "expected at most 58 lower case letters, digits and -";
  const message = `Dapr's injector refuses the pod: ${APP_ID} is ${id === "" ? "absent" : JSON.stringify(id)}; ${expected}`;
  const misspelt = Object.keys(annotated).find((name) => nearest(name, [APP_ID]) === APP_ID);
  const proposed = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "");
  const fix =
    proposed !== ""
      ? `write ${proposed.slice(0, 58)}`
      : misspelt === undefined || id !== ""
        ? "write the ID of the app"
        : `write ${APP_ID} instead of ${misspelt}`;
  return [annotationFault(APP_ID, { code: "RefusedByInjector", message, fix })];
}

function untrusted(): Diagnostic {
  const message = "Cannot inject Dapr: the ConfigMap dapr-trust-bundle of its namespace is not in the input; expected it, or trustAnchors";
  const fix = 'add it with config.kubernetes.io/local-config: "true", or set spec.dialects.dapr.trustAnchors';
  return diagnostic("InvalidConfiguration", { message, fix, field: { path: "spec.dialects.dapr.trustAnchors" } });
}

function componentFaults(asked: string | undefined): readonly Diagnostic[] {
  if (asked === undefined || !isTruthy(asked)) return [];
  const message = `${COMPONENTS} has no effect: podgraft does not read Components; expected their containers in the pod`;
  return [annotationFault(COMPONENTS, { code: "IgnoredAnnotation", message, fix: "write the containers into the pod" })];
}
