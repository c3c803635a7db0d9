import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { equal, isMap, type Value } from "../value/value.ts";

/**
 * What the API server writes into a pod where nothing is given, by the field's name; of several values any.
 * Source: kubernetes pkg/apis/core/v1/defaults.go, zz_generated.defaults.go.
 */
const defaults: Readonly<Record<string, readonly Value[]>> = {
  terminationMessagePath: ["/dev/termination-log"],
  terminationMessagePolicy: ["File"],
  imagePullPolicy: ["Always", "IfNotPresent"],
  protocol: ["TCP"],
  apiVersion: ["v1"],
  defaultMode: [420],
  scheme: ["HTTP"],
  successThreshold: [1],
  failureThreshold: [3],
  periodSeconds: [10],
  timeoutSeconds: [1],
  dnsPolicy: ["ClusterFirst"],
  restartPolicy: ["Always"],
  schedulerName: ["default-scheduler"],
  terminationGracePeriodSeconds: [30],
  expirationSeconds: [3600],
  path: ["/"],
  type: ["", "RuntimeDefault"],
};

/** Whether an edit of a grafted field is only the API server's filling in. */
export function isServerDefault(field: Diagnostic["field"]): boolean {
  if (field?.current === undefined || field.proposed !== undefined) return false;
  const name = field.path.slice(field.path.lastIndexOf(".") + 1);
  if (isMap(field.current) && Object.keys(field.current).length === 0) return true;
  return Object.hasOwn(defaults, name) && (defaults[name] ?? []).some((value) => equal(value, field.current));
}
