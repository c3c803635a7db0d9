package main

import (
	v1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/cel/openapi/resolver"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/kubernetes/pkg/apis/admissionregistration"
	internal "k8s.io/kubernetes/pkg/apis/admissionregistration/v1"
	"k8s.io/kubernetes/pkg/apis/admissionregistration/validation"
	"k8s.io/kubernetes/pkg/generated/openapi"
)

// oldest is the first version of Kubernetes with the API: what it does not know no policy may use.
var oldest = version.MajorMinor(1, 30)

// compile is what the plugin of the API server does with a policy, in the environment of the oldest version; and each validation alone.
//
// Source: k8s.io/apiserver pkg/admission/plugin/policy/validating/plugin.go compilePolicy.
func compile(policy *v1.ValidatingAdmissionPolicy) (validating.Validator, []cel.ConditionEvaluator) {
	compiler, options := compilerFor(policy)
	conditions := []cel.ExpressionAccessor{}
	for i := range policy.Spec.MatchConditions {
		conditions = append(conditions, (*matchconditions.MatchCondition)(&policy.Spec.MatchConditions[i]))
	}
	failure := policy.Spec.FailurePolicy
	matcher := matchconditions.NewMatcher(compiler.CompileCondition(conditions, options, environment.NewExpressions), failure, "policy", "validate", policy.Name)
	validations, messages := []cel.ExpressionAccessor{}, []cel.ExpressionAccessor{}
	for _, one := range policy.Spec.Validations {
		validations = append(validations, &validating.ValidationCondition{Expression: one.Expression, Message: one.Message, Reason: one.Reason})
		messages = append(messages, nil)
	}
	condition := func(expressions []cel.ExpressionAccessor) cel.ConditionEvaluator {
		return compiler.CompileCondition(expressions, options, environment.NewExpressions)
	}
	each := []cel.ConditionEvaluator{}
	for i := range validations {
		each = append(each, condition(validations[i:i+1]))
	}
	return validating.NewValidator(condition(validations), matcher, condition(nil), condition(messages), failure), each
}

func compilerFor(policy *v1.ValidatingAdmissionPolicy) (*cel.CompositedCompiler, cel.OptionalVariableDeclarations) {
	options := cel.OptionalVariableDeclarations{HasParams: policy.Spec.ParamKind != nil, HasAuthorizer: true, StrictCost: true}
	compiler, err := cel.NewCompositedCompiler(environment.MustBaseEnvSet(oldest, true))
	if err != nil {
		panic(err)
	}
	variables := []cel.NamedExpressionAccessor{}
	for _, one := range policy.Spec.Variables {
		variables = append(variables, &validating.Variable{Name: one.Name, Expression: one.Expression})
	}
	compiler.CompileAndStoreVariables(variables, options, environment.NewExpressions)
	return compiler, options
}

// faultsOf is what refuses the policy and its binding, and what the server warns of in the policy's status.
func faultsOf(policy *v1.ValidatingAdmissionPolicy, binding *v1.ValidatingAdmissionPolicyBinding) []string {
	faults := []string{}
	policy, binding = policy.DeepCopy(), binding.DeepCopy()
	internal.SetObjectDefaults_ValidatingAdmissionPolicy(policy)
	internal.SetObjectDefaults_ValidatingAdmissionPolicyBinding(binding)
	var (
		ownPolicy  admissionregistration.ValidatingAdmissionPolicy
		ownBinding admissionregistration.ValidatingAdmissionPolicyBinding
	)
	if err := internal.Convert_v1_ValidatingAdmissionPolicy_To_admissionregistration_ValidatingAdmissionPolicy(policy, &ownPolicy, nil); err != nil {
		return append(faults, err.Error())
	}
	if err := internal.Convert_v1_ValidatingAdmissionPolicyBinding_To_admissionregistration_ValidatingAdmissionPolicyBinding(binding, &ownBinding, nil); err != nil {
		return append(faults, err.Error())
	}
	refused := append(validation.ValidateValidatingAdmissionPolicy(&ownPolicy), validation.ValidateValidatingAdmissionPolicyBinding(&ownBinding)...)
	for _, fault := range refused {
		faults = append(faults, fault.Error())
	}
	for _, warning := range checker.Check(policy) {
		faults = append(faults, warning.FieldRef+": "+warning.Warning)
	}
	return faults
}

var checker = newChecker()

func newChecker() *validating.TypeChecker {
	mapper := meta.NewDefaultRESTMapper([]schema.GroupVersion{corev1.SchemeGroupVersion})
	mapper.Add(corev1.SchemeGroupVersion.WithKind("Pod"), meta.RESTScopeNamespace)
	mapper.Add(corev1.SchemeGroupVersion.WithKind("ServiceAccount"), meta.RESTScopeNamespace)
	return &validating.TypeChecker{
		SchemaResolver: resolver.NewDefinitionsSchemaResolver(openapi.GetOpenAPIDefinitions, scheme.Scheme),
		RestMapper:     mapper,
	}
}
