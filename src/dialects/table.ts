import { awsPodIdentity } from "./aws-pod-identity/aws-pod-identity.ts";
import { azureWorkloadIdentity } from "./azure-workload-identity/azure-workload-identity.ts";
import { dapr } from "./dapr/dapr.ts";
import type { Dialect } from "./dialect.ts";
import { linkerd } from "./linkerd/linkerd.ts";

/** The dialects, in the order in which they are grafted by default. */
export const dialectTable: readonly Dialect[] = [awsPodIdentity, azureWorkloadIdentity, dapr, linkerd];
