import { replaceAt } from "../../../src/graft/replace-at.ts";
import { workloadListKeys } from "../../../src/kube/list-keys.ts";
import { podTemplateSchema } from "../../../src/kube/schema.ts";
import { storedForm } from "../../../src/kube/stored-form.ts";
import { withDefaults } from "../../../src/kube/with-defaults.ts";
import { podTemplatePaths, workloadOf } from "../../../src/kube/workloads.ts";
import { at, toValue, type Value, type ValueMap } from "../../../src/value/value.ts";

/** An object's pod templates as the API server stores them: its own answers are in test/data/kube-stored. */
export function stored(object: ValueMap): ValueMap {
  const { paths } = podTemplatePaths(object, workloadOf(String(object.apiVersion), String(object.kind))!);
  return paths.reduce<Value>((result, path) => {
    const podTemplate = storedForm(at(result, ...path) as Value, undefined, podTemplateSchema);
    const isPod = object.kind === "Pod";
    const fill = { defaulting: { isPod, hostNetwork: at(podTemplate, "spec", "hostNetwork") === true }, isWhole: true };
    const place = { schema: podTemplateSchema, keys: workloadListKeys([[]]) };
    return replaceAt(result, path, withDefaults(podTemplate, undefined, { place, fill }));
  }, object) as ValueMap;
}

// biome-ignore lint/suspicious/noExplicitAny: objects of many kinds, written to as the server does
type Written = Record<string, any>;

/** The same with what a server, its admission and its controllers write beside: what `kubectl get` gives. */
export function live(given: ValueMap): ValueMap {
  const object = structuredClone(stored(given)) as unknown as Written;
  Object.assign(object.metadata, { uid: "u", resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" });
  object.status = {};
  if (object.apiVersion === "apps/v1") {
    // kubectl rollout restart, and an autoscaler.
    const { metadata } = object.spec.template;
    metadata.annotations = { ...metadata.annotations, "kubectl.kubernetes.io/restartedAt": "2026-02-01T00:00:00Z" };
    object.spec.replicas = 5;
  }
  if (object.kind === "ReplicationController") {
    object.metadata.labels ??= { ...object.spec.template.metadata.labels };
    object.spec.selector ??= { ...object.spec.template.metadata.labels };
  }
  if (object.kind === "Job") {
    const uid = { "batch.kubernetes.io/controller-uid": "u", "controller-uid": "u" };
    const { template } = object.spec;
    template.metadata.labels = {
      ...template.metadata.labels,
      ...uid,
      "batch.kubernetes.io/job-name": object.metadata.name,
      "job-name": object.metadata.name,
    };
    object.metadata.labels ??= { ...template.metadata.labels };
    object.spec.selector = { matchLabels: { "batch.kubernetes.io/controller-uid": "u" } };
  }
  if (object.kind === "Pod") admit(object);
  return toValue(object) as ValueMap;
}

/** The token, the account and the tolerations that admission gives every Pod, and kubectl's own note. */
function admit(pod: Written): void {
  const { spec, metadata } = pod;
  metadata.annotations = { ...metadata.annotations, "kubectl.kubernetes.io/last-applied-configuration": "{}\n" };
  spec.serviceAccountName ??= "default";
  spec.serviceAccount ??= spec.serviceAccountName;
  spec.tolerations = [
    ...(spec.tolerations ?? []),
    { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 },
  ];
  spec.nodeName = "node";
  spec.preemptionPolicy = "PreemptLowerPriority";
  spec.priority = 0;
  const sources = [{ serviceAccountToken: { expirationSeconds: 3607, path: "token" } }];
  spec.volumes = [...(spec.volumes ?? []), { name: "kube-api-access-abc12", projected: { defaultMode: 420, sources } }];
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      { name: "kube-api-access-abc12", readOnly: true, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount" },
    ];
  }
}
