/** The object of a kind around a pod template, as the judge is asked. */
export function objectOf(kind: string, template: unknown): unknown {
  const metadata = { name: "web", namespace: "shop" };
  const selector = { matchLabels: { app: "web" } };
  const pod = template as { metadata?: object; spec?: unknown };
  if (kind === "Pod") return { ...pod, apiVersion: "v1", kind, metadata: { ...metadata, ...pod.metadata } };
  if (kind === "PodTemplate") return { apiVersion: "v1", kind, metadata, template };
  if (kind === "ReplicationController") return { apiVersion: "v1", kind, metadata, spec: { selector: { app: "web" }, template } };
  if (kind === "Job") return { apiVersion: "batch/v1", kind, metadata, spec: { template } };
  if (kind === "CronJob")
    return { apiVersion: "batch/v1", kind, metadata, spec: { schedule: "* * * * *", jobTemplate: { spec: { template } } } };
  return { apiVersion: "apps/v1", kind, metadata, spec: { selector, template } };
}
