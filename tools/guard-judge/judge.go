package main

import (
	"context"
	"strings"

	v1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/authentication/user"
)

// Asked is one line of input.
type Asked struct {
	Policies []Guard `json:"policies"`
	Cases    []Case  `json:"cases"`
	// Measure asks for the cost, and not for what is wrong with the policies.
	Measure bool `json:"measure,omitempty"`
}

// Guard is a policy with its binding.
type Guard struct {
	Policy  *v1.ValidatingAdmissionPolicy        `json:"policy"`
	Binding *v1.ValidatingAdmissionPolicyBinding `json:"binding"`
}

// Case is a pod that somebody creates in a namespace with these ServiceAccounts.
type Case struct {
	Namespace *corev1.Namespace        `json:"namespace"`
	Pod       *corev1.Pod              `json:"pod"`
	Accounts  []*corev1.ServiceAccount `json:"accounts,omitempty"`
	Groups    []string                 `json:"groups,omitempty"`
}

// Judged is one line of output.
type Judged struct {
	Faults  []string `json:"faults"`
	Refused []string `json:"refused"`
	Cost    int64    `json:"cost"`
}

func judge(asked Asked) Judged {
	judged := Judged{Faults: []string{}, Refused: make([]string, len(asked.Cases))}
	for _, guard := range asked.Policies {
		if !asked.Measure {
			judged.Faults = append(judged.Faults, faultsOf(guard.Policy, guard.Binding)...)
		}
		validator, validations := compile(guard.Policy)
		for i, c := range asked.Cases {
			for _, params := range paramsOf(guard, c) {
				judged.Refused[i] = joined(judged.Refused[i], refusal(validator, c, params))
				if asked.Measure {
					for _, one := range validations {
						judged.Cost = max(judged.Cost, costOf(one, c, params))
					}
				}
			}
		}
	}
	return judged
}

func joined(told, more string) string {
	return strings.Trim(told+"\n"+more, "\n")
}

// refusal is what the server answers: the messages, or "" for a pod that it takes.
func refusal(validator validating.Validator, c Case, params runtime.Object) string {
	result := validator.Validate(context.Background(), pods, attributesOf(c), params, c.Namespace, celconfig.RuntimeCELCostBudget, nil)
	messages := []string{}
	for _, decision := range result.Decisions {
		if decision.Action != validating.ActionAdmit {
			messages = append(messages, decision.Message)
		}
	}
	return strings.Join(messages, "\n")
}

// costOf is what evaluating one of the policy's validations for a pod costs, with all variables that it uses.
func costOf(validation cel.ConditionEvaluator, c Case, params runtime.Object) int64 {
	attributes := attributesOf(c)
	request := cel.CreateAdmissionRequest(attributes.Attributes, metav1.GroupVersionResource(pods), metav1.GroupVersionKind(attributes.VersionedKind))
	_, left, err := validation.ForInput(context.Background(), attributes, request, cel.OptionalVariableBindings{VersionedParams: params}, cel.CreateNamespaceObject(c.Namespace), celconfig.RuntimeCELCostBudget)
	if err != nil {
		return celconfig.RuntimeCELCostBudget
	}
	return celconfig.RuntimeCELCostBudget - left
}

var pods = corev1.SchemeGroupVersion.WithResource("pods")

func attributesOf(c Case) *admission.VersionedAttributes {
	kind := corev1.SchemeGroupVersion.WithKind("Pod")
	who := &user.DefaultInfo{Name: "system:serviceaccount:kube-system:replicaset-controller", Groups: c.Groups}
	attributes := admission.NewAttributesRecord(c.Pod, nil, kind, c.Namespace.Name, c.Pod.Name, pods, "", admission.Create, &metav1.CreateOptions{}, false, who)
	return &admission.VersionedAttributes{Attributes: attributes, VersionedObject: c.Pod, VersionedKind: kind}
}
