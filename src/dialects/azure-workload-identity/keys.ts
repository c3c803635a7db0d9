import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts } from "../../kube/pod.ts";
import { parseGoInt } from "../../value/go-parse.ts";
import type { ValueMap } from "../../value/value.ts";
import { annotationFault } from "../annotation-faults.ts";
import type { InputObject } from "../dialect.ts";

export const DOMAIN = "azure.workload.identity";

/** Source: pkg/webhook/consts.go. */
export const USE = `${DOMAIN}/use`;
export const CLIENT = `${DOMAIN}/client-id`;
export const TENANT = `${DOMAIN}/tenant-id`;
const EXPIRATION = `${DOMAIN}/service-account-token-expiration`;
export const SKIP = `${DOMAIN}/skip-containers`;
export const PROXY = `${DOMAIN}/inject-proxy-sidecar`;
const PORT = `${DOMAIN}/proxy-sidecar-port`;

export const ACCOUNT_KEYS = ["client-id", "tenant-id", "service-account-token-expiration"];

export const podKeys = { labels: [USE], annotations: [EXPIRATION, SKIP, PROXY, PORT] };

/** A number, or why the webhook refuses the pod. */
type Read = { readonly number: bigint; readonly fault?: undefined } | { readonly fault: Diagnostic };

/**
 * Source: webhook.go getServiceAccountTokenExpiration: the pod's takes precedence over its ServiceAccount's, and an
 * empty one is ignored.
 */
export function expirationOf(pod: ValueMap, account: InputObject | undefined): Read {
  const own = annotationTexts(pod)[EXPIRATION] ?? "";
  const found = own !== "" ? own : (account && annotationTexts(account.value)[EXPIRATION]) || "3600";
  const number = parseGoInt(found);
  if (number !== undefined && number >= 3600n && number <= 86400n) return { number };
  return { fault: refused(EXPIRATION, { found, expected: "whole seconds from 3600 to 86400" }, own === "" ? account : undefined) };
}

/** Source: webhook.go getProxyPort: a number of 32 bits; the API server checks whether it is a port. */
export function portOf(pod: ValueMap): Read {
  const found = annotationTexts(pod)[PORT];
  const number = found === undefined ? 8000n : parseGoInt(found);
  if (number !== undefined && BigInt.asIntN(32, number) === number) return { number };
  return { fault: refused(PORT, { found: found as string, expected: "a port such as 8000" }) };
}

function refused(
  name: string,
  { found, expected }: { readonly found: string; readonly expected: string },
  object?: InputObject,
): Diagnostic {
  const message = `Azure's webhook refuses the pod: ${name} is ${JSON.stringify(found)}; expected ${expected}`;
  return annotationFault(name, { code: "RefusedByInjector", message, fix: "correct or remove the annotation" }, object);
}
