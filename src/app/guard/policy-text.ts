import type { GuardRule } from "../../decide/guard-rule.ts";
import { FALSE, TRUE } from "../../kube/cel.ts";
import { type CelVariable, podVariables } from "../../kube/cel-pod.ts";

export type GuardAction = "deny" | "warn" | "audit";

/** What a cluster does about pods that lack a graft. */
export interface Policy {
  /** Of the configuration. */
  readonly name: string;
  readonly rules: readonly GuardRule[];
  readonly action: GuardAction;
}

const actions: Readonly<Record<GuardAction, { readonly name: string; readonly failure: string }>> = {
  deny: { name: "Deny", failure: "Fail" },
  warn: { name: "Warn", failure: "Ignore" },
  audit: { name: "Audit", failure: "Ignore" },
};

/** A static pod, which a kubelet runs even if the API server refuses its mirror pod. */
const NOT_STATIC =
  "!('kubernetes.io/config.mirror' in object.metadata.?annotations.orValue({}) && 'system:nodes' in request.userInfo.groups)";

/**
 * The ValidatingAdmissionPolicy with its binding, and one more where rules read ServiceAccounts: the API server evaluates that one for
 * each ServiceAccount of the pod's namespace, and none of them where the namespace has none.
 *
 * Source: apiserver pkg/admission/plugin/policy/generic/policy_dispatcher.go CollectParams.
 */
export function policyText({ name, rules, action }: Policy): string {
  const asked = rules.filter(isAsked);
  const [ofPods, ofAccounts] = [asked.filter(({ perAccount }) => !perAccount), asked.filter(({ perAccount }) => perAccount)];
  const texts = [
    ...(ofPods.length > 0 ? [textOf(`podgraft-${name}`, ofPods, { name, action, kind: "", params: "" })] : []),
    ...(ofAccounts.length > 0 ? [textOf(`podgraft-${name}-accounts`, ofAccounts, { name, action, ...PER_ACCOUNT })] : []),
  ];
  return `# Made by podgraft guard from the SidecarInjector ${name}: make it again when that changes.\n${texts.join("---\n")}`;
}

const PER_ACCOUNT = {
  kind: "  paramKind: {apiVersion: v1, kind: ServiceAccount}\n",
  params: "  paramRef: {selector: {}, parameterNotFoundAction: Allow}\n",
};

type How = Pick<Policy, "name" | "action"> & Readonly<Record<"kind" | "params", string>>;

function textOf(policyName: string, asked: readonly GuardRule[], { name, action, kind, params }: How): string {
  const wants = new Map(asked.map((rule, i) => [rule, wantName(asked, i)]));
  const validations = asked.flatMap((rule) =>
    rule.marks.map(({ carried, lacks }) => ({
      expression: `!variables.${wants.get(rule)} || ${carried}`,
      message: `${name} grafts ${rule.graft} into this pod, and ${lacks}. fix: deploy what podgraft wrote into the manifests`,
    })),
  );
  const own = asked.flatMap((rule) => [...rule.variables, { name: wants.get(rule) as string, expression: conjunction(rule.wanted) }]);
  const { name: validationAction, failure } = actions[action];
  return `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: ${policyName}
spec:
  failurePolicy: ${failure}
${kind}  matchConstraints:
    resourceRules:
    - apiGroups: [""]
      apiVersions: [v1]
      operations: [CREATE]
      resources: [pods]
  matchConditions:
  - name: not-static
    expression: ${JSON.stringify(NOT_STATIC)}
  variables:
${[...usedBy([...own, ...validations].map(({ expression }) => expression)), ...own].map(variableText).join("")}  validations:
${validations.map(validationText).join("")}---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: ${policyName}
spec:
  policyName: ${policyName}
${params}  validationActions: [${validationAction}]
`;
}

/** Whether a policy can require a graft, and some pod should have it. */
export function isAsked({ wanted, marks }: GuardRule): boolean {
  return !wanted.includes(FALSE) && marks.length > 0;
}

/** A line for each part. */
function conjunction(parts: readonly string[]): string {
  return parts.filter((part) => part !== TRUE).join(" &&\n") || TRUE;
}

function wantName(rules: readonly GuardRule[], index: number): string {
  const names = rules.map(({ graft }) => `wants_${graft.replaceAll(/\W/g, "_")}`);
  const name = names[index] as string;
  return names.indexOf(name) === index ? name : `${name}_${index}`;
}

/** The variables about the pod that expressions use directly or indirectly. */
function usedBy(expressions: readonly string[]): readonly CelVariable[] {
  const used: CelVariable[] = [];
  for (const [name, expression] of Object.entries(podVariables).reverse()) {
    const texts = [...expressions, ...used.map((variable) => variable.expression)];
    if (texts.some((text) => text.includes(`variables.${name}`))) used.unshift({ name, expression });
  }
  return used;
}

function variableText({ name, expression }: CelVariable): string {
  return `  - name: ${name}\n    expression: ${blockText(expression)}\n`;
}

function validationText({ expression, message }: { readonly expression: string; readonly message: string }): string {
  return `  - expression: ${blockText(expression)}\n    message: ${JSON.stringify(message)}\n`;
}

function blockText(expression: string): string {
  return `|-\n${expression
    .split("\n")
    .map((line) => `      ${line}`)
    .join("\n")}`;
}
