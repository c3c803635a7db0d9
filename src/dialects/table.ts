import { awsPodIdentity } from "./aws-pod-identity/aws-pod-identity.ts";
import type { Dialect } from "./dialect.ts";

/** The dialects, in the order in which they are grafted where `spec.grafts` does not say. */
export const dialectTable: readonly Dialect[] = [awsPodIdentity];
