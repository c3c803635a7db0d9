import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { annotationTexts } from "../../kube/pod.ts";
import { parseGoBool, parseGoInt } from "../../value/go-parse.ts";
import { annotationFault, ignoredAnnotation } from "../annotation-faults.ts";
import type { InputObject } from "../dialect.ts";
import type { AwsSettings } from "./settings.ts";

export const PREFIX = "eks.amazonaws.com";

/** What a ServiceAccount asks for; without a role, nothing. */
export interface AwsIdentity {
  readonly role: string;
  readonly audience: string;
  readonly usesRegionalSts: boolean;
  readonly expiration: bigint;
  /** Its credentials come from EKS Pod Identity, whatever the role. */
  readonly isPodIdentity?: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Source: pkg/cache/cache.go addSA, which only logs a role that is not an ARN. */
export function awsIdentity(account: InputObject | undefined, settings: AwsSettings, isPodIdentity: boolean): AwsIdentity {
  const { annotationPrefix: prefix = PREFIX, audience = "sts.amazonaws.com", stsRegionalEndpoints = false } = settings;
  const annotations = annotationTexts(account?.value);
  const role = composed(annotations[`${prefix}/role-arn`] ?? "", settings);
  const diagnostics: Diagnostic[] = [];
  if (!isPodIdentity && !/^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w\-/.@+=,]+$/.test(role)) {
    const message = `${prefix}/role-arn is ${JSON.stringify(role)}, for which AWS gives no credentials; expected arn:aws:iam::111122223333:role/NAME`;
    const fault = { code: "DoubtfulAnnotation", message, fix: "write the ARN of the role" } as const;
    diagnostics.push(annotationFault(`${prefix}/role-arn`, fault, account));
  }
  const name = `${prefix}/sts-regional-endpoints`;
  const regional = annotations[name];
  const isRegional = parseGoBool(regional ?? "");
  if (regional !== undefined && isRegional === undefined) {
    diagnostics.push(ignoredAnnotation(name, { found: regional, expected: '"true" or "false"', fix: 'write "true" or "false"' }, account));
  }
  const standard = atLeastMinimum(BigInt(settings.tokenExpiration ?? 86400));
  const expiration = expirationIn(annotations, { prefix, standard, object: account });
  return {
    role,
    audience: annotations[`${prefix}/audience`] ?? audience,
    isPodIdentity,
    usesRegionalSts: isRegional ?? stsRegionalEndpoints,
    expiration: expiration.seconds,
    diagnostics: [...diagnostics, ...expiration.diagnostics],
  };
}

function composed(role: string, { roleArnPrefix }: AwsSettings): string {
  return roleArnPrefix === undefined || role === "" || role.includes("arn:") ? role : roleArnPrefix + role;
}

interface ExpirationPlace {
  readonly prefix: string;
  readonly standard: bigint;
  readonly object?: InputObject | undefined;
}

/** Source: cache.go addSA, handler.go parsePodAnnotations: values that are not numbers are ignored; 600 is the minimum. */
export function expirationIn(annotations: Readonly<Record<string, string>>, { prefix, standard, object }: ExpirationPlace) {
  const name = `${prefix}/token-expiration`;
  const found = annotations[name];
  const number = parseGoInt(found ?? "");
  const seconds = number === undefined ? standard : atLeastMinimum(number);
  if (found === undefined || number === seconds) return { seconds, diagnostics: [] };
  const expected = `whole seconds, at least 600; ${seconds} counts`;
  return { seconds, diagnostics: [ignoredAnnotation(name, { found, expected, fix: 'write "600" or more' }, object)] };
}

function atLeastMinimum(seconds: bigint): bigint {
  return seconds < 600n ? 600n : seconds;
}
