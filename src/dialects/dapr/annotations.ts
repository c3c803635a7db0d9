import { formatQuantity, parseQuantity } from "../../kube/quantity.ts";
import { parseGoInt } from "../../value/go-parse.ts";
import { toValue } from "../../value/value.ts";
import { type AnnotationKind, annotationKinds } from "../annotation-kinds.ts";
import { annotationTable } from "../annotation-table.ts";
import { texts } from "./texts.gen.ts";

/** Source: github.com/dapr/kit strings.IsTruthy. */
export const truthy = ["y", "yes", "true", "t", "on", "1"];
export const isTruthy = (text: string) => truthy.includes(text.trim().toLowerCase());

/** Source: dapr pkg/injector/patcher/sidecar.go setValueFromString. */
const kinds: Readonly<Record<string, AnnotationKind>> = {
  ...annotationKinds,
  truth: [isTruthy, "true or false"],
  int32: [(text) => wrapped(parseGoInt(text)), "a whole number"],
  amount: [amountOf, "a quantity such as 100m"],
  env: [(text) => toValue(pairsOf(text).map(([name, value]) => ({ name, ...(value !== "" && { value }) }))), "NAME=value, with commas"],
  secretEnv: [(text) => toValue(pairsOf(text).map(([name, value]) => secretVariable(name, value))), "NAME=secret:key, with commas"],
  mounts: [(text) => mountsIn(text, { readOnly: true }), "volume:/path, with commas"],
  writableMounts: [(text) => mountsIn(text, {}), "volume:/path, with commas"],
  address: [(text) => text.replace(/^["']+|["']+$/g, "").trim(), "an address"],
};

export const annotations = annotationTable("dapr.io", texts["annotations.txt"], kinds);

/** Go's field takes the lower 32 bits. */
function wrapped(number: bigint | undefined) {
  return number === undefined ? undefined : Number(BigInt.asIntN(32, number));
}

function amountOf(text: string) {
  const quantity = parseQuantity(text);
  return text === "" ? text : quantity && formatQuantity(quantity);
}

/** A comma before a name and `=` parts them. Source: sidecar_container.go parseEnvVars. */
function pairsOf(text: string): readonly (readonly [string, string])[] {
  const parts = text.split(/,(?=[\t\n\f\r ]*[a-zA-Z_][a-zA-Z0-9_]*=)/).map((part) => part.trim().split("="));
  return parts.filter((pair) => pair.length === 2) as unknown as readonly (readonly [string, string])[];
}

/** Source: sidecar_container.go createSecretSource: without a key the secret's name is the key. */
function secretVariable(name: string, value: string): object {
  const words = value.trim().split(":");
  const [secret = "", key = secret] = words.map((word) => word.trim());
  return words.length > 2
    ? { name, isWrong: true }
    : { name, valueFrom: { secretKeyRef: { ...(secret !== "" && { name: secret }), key } } };
}

/** Source: sidecar_volumes.go parseVolumeMountsString. */
function mountsIn(text: string, how: object) {
  const words = text.split(",").map((mount) => mount.trim().split(":"));
  return toValue(words.filter(({ length }) => length === 2).map(([name, mountPath]) => ({ name, mountPath, ...how })));
}
