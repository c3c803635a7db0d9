package main

import (
	"context"
	"strings"

	v1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/authentication/user"
)

// Asked is one line of input.
type Asked struct {
	Policy  *v1.ValidatingAdmissionPolicy        `json:"policy"`
	Binding *v1.ValidatingAdmissionPolicyBinding `json:"binding"`
	Cases   []Case                               `json:"cases"`
	// Measure asks for the cost, and not for what is wrong with the policy.
	Measure bool `json:"measure,omitempty"`
}

// Case is a pod that somebody creates in a namespace.
type Case struct {
	Namespace *corev1.Namespace `json:"namespace"`
	Pod       *corev1.Pod       `json:"pod"`
	Groups    []string          `json:"groups,omitempty"`
}

// Judged is one line of output.
type Judged struct {
	Faults  []string `json:"faults"`
	Refused []string `json:"refused"`
	Cost    int64    `json:"cost"`
}

func judge(asked Asked) Judged {
	judged := Judged{Faults: []string{}, Refused: []string{}}
	if !asked.Measure {
		judged.Faults = faultsOf(asked.Policy, asked.Binding)
	}
	validator, validations := compile(asked.Policy)
	for _, c := range asked.Cases {
		judged.Refused = append(judged.Refused, refusal(validator, c))
		if asked.Measure {
			for _, one := range validations {
				judged.Cost = max(judged.Cost, costOf(one, c))
			}
		}
	}
	return judged
}

// refusal is what the server answers: the messages, or "" for a pod that it takes.
func refusal(validator validating.Validator, c Case) string {
	result := validator.Validate(context.Background(), pods, attributesOf(c), nil, c.Namespace, celconfig.RuntimeCELCostBudget, nil)
	messages := []string{}
	for _, decision := range result.Decisions {
		if decision.Action != validating.ActionAdmit {
			messages = append(messages, decision.Message)
		}
	}
	return strings.Join(messages, "\n")
}

// costOf is what evaluating one of the policy's validations for a pod costs, with all variables that it uses.
func costOf(validation cel.ConditionEvaluator, c Case) int64 {
	attributes := attributesOf(c)
	request := cel.CreateAdmissionRequest(attributes.Attributes, metav1.GroupVersionResource(pods), metav1.GroupVersionKind(attributes.VersionedKind))
	_, left, err := validation.ForInput(context.Background(), attributes, request, cel.OptionalVariableBindings{}, cel.CreateNamespaceObject(c.Namespace), celconfig.RuntimeCELCostBudget)
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
