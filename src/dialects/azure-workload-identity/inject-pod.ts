import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { sha256 } from "../../gotemplate/sprig/sha256.ts";
import type { GraftSubject } from "../../graft/graft.ts";
import { annotationTexts, mapsIn, specOf, volumesOf } from "../../kube/pod.ts";
import { at, type ValueMap } from "../../value/value.ts";
import { annotationFault } from "../annotation-faults.ts";
import type { InjectedPod, InputObject } from "../dialect.ts";
import { withEachContainer, withMount, withVariables, withVolume } from "../pod-edits.ts";
import { skippedContainers } from "../skipped-containers.ts";
import { isAtLeast } from "../versions.ts";
import { CLIENT, expirationOf, PROXY, portOf, SKIP, TENANT } from "./keys.ts";
import { withProxy } from "./proxy.ts";
import { type Asked, authorityHosts } from "./settings.ts";

/** Source: azure-workload-identity pkg/webhook/webhook.go Handle. */
export function injectPod({ facts, podTemplate: pod }: GraftSubject, asked: Asked): InjectedPod {
  const { account, settings, version } = asked;
  const annotations = annotationTexts(facts.podTemplate);
  const expiration = expirationOf(facts.podTemplate, account);
  const wantsProxy = Object.hasOwn(annotations, PROXY);
  const port = wantsProxy ? portOf(facts.podTemplate) : { number: 0n };
  const faults = [
    ...(wantsProxy && specOf(pod).hostNetwork === true ? [onHostNetwork()] : []),
    ...[port.fault, expiration.fault].filter((fault) => fault !== undefined),
  ];
  if (expiration.fault || port.fault || faults.length > 0) return { podTemplate: pod, diagnostics: faults };
  const proxied = wantsProxy ? withProxy(pod, Number(port.number), asked) : pod;
  const skipped = skippedContainers(proxied, SKIP, annotations[SKIP] ? annotations[SKIP].split(";").map((name) => name.trim()) : []);
  const token = tokenOf(facts.workload, { version, audience: settings.audience, expiration: Number(expiration.number) });
  const variables = variablesOf(asked, token.file);
  const injected = withEachContainer(proxied, (container) => token.mount(withVariables(container, variables)), skipped.names);
  return { podTemplate: token.volume(injected), diagnostics: [...skipped.diagnostics, ...accountFaults(account, annotations[PROXY])] };
}

function onHostNetwork(): Diagnostic {
  const message = `Azure's webhook refuses the pod: ${PROXY} asks for the proxy, and the pod uses the host's network; expected one of the two`;
  return annotationFault(PROXY, { code: "RefusedByInjector", message, fix: "remove the annotation, or hostNetwork" });
}

/** Only the annotation's presence matters, not its value. */
function accountFaults(account: InputObject | undefined, proxy: string | undefined): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (proxy === "false") {
    const message = `${PROXY} injects the proxy although it is "false"; expected no annotation where no proxy is wanted`;
    found.push(annotationFault(PROXY, { code: "DoubtfulAnnotation", message, fix: "remove the annotation" }));
  }
  if (account && !annotationTexts(account.value)[CLIENT]) {
    const message = `${CLIENT} is absent, so pods of the ServiceAccount get no AZURE_CLIENT_ID; expected the client ID of an identity`;
    found.push(annotationFault(CLIENT, { code: "DoubtfulAnnotation", message, fix: "add the annotation" }, account));
  }
  return found;
}

/** Source: webhook.go addEnvironmentVariables: what is empty is left out. */
function variablesOf({ account, settings }: Asked, file: string): Readonly<Record<string, string>> {
  const annotations = annotationTexts(account?.value);
  const [client, tenant] = [annotations[CLIENT] ?? "", annotations[TENANT] ?? settings.tenantId ?? ""];
  return {
    ...(client !== "" && { AZURE_CLIENT_ID: client }),
    ...(tenant !== "" && { AZURE_TENANT_ID: tenant }),
    AZURE_FEDERATED_TOKEN_FILE: file,
    AZURE_AUTHORITY_HOST: authorityHosts[settings.environment ?? "AzurePublicCloud"],
  };
}

interface Token {
  readonly version: string;
  readonly audience: string | undefined;
  readonly expiration: number;
}

/**
 * The volume with the token. From 1.6.0 on, its name differs between pods, and it replaces a volume with that name.
 *
 * Differs: if each pod has its own name, as in a Deployment, the workload's name is used.
 */
function tokenOf(
  { kind, name }: GraftSubject["facts"]["workload"],
  { version, audience = "api://AzureADTokenExchange", expiration }: Token,
) {
  const isNew = isAtLeast(version, "1.6.0");
  const prefix = "azure-workload-identity-reserved-";
  const own = `${prefix}${sha256(kind === "Pod" ? name : `${name}- (prefix)`).slice(0, 63 - prefix.length)}`;
  const path = isNew ? "token/azure-identity-token" : "azure-identity-token";
  const mountPath = isNew ? "/var/run/secrets/azure/wi" : "/var/run/secrets/azure/tokens";
  const volumeName = isNew ? own : "azure-identity-token";
  const how = isNew ? "last or instead" : "last";
  const volume = { name: volumeName, projected: { sources: [{ serviceAccountToken: { path, expirationSeconds: expiration, audience } }] } };
  const sources = (pod: ValueMap) => volumesOf(pod).flatMap((one) => mapsIn(at(one, "projected", "sources")));
  const hasToken = (pod: ValueMap) => !isNew && sources(pod).some((source) => at(source, "serviceAccountToken", "path") === path);
  return {
    file: `${mountPath}/${path}`,
    mount: (container: ValueMap) => withMount(container, { name: volumeName, mountPath, readOnly: true }, how),
    volume: (pod: ValueMap) => (hasToken(pod) ? pod : withVolume(pod, volume, isNew ? how : "beside")),
  };
}
