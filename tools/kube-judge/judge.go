package main

import (
	"sort"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	jsonserializer "k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	"k8s.io/kubernetes/pkg/capabilities"
	psa "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// Verdict is what the server says of one object. Where all is well it is empty but for the object's name.
type Verdict struct {
	Object string `json:"object,omitempty"`
	// Decode says why the object cannot be decoded; nothing else is known then.
	Decode string `json:"decode,omitempty"`
	// Strict names unknown and repeated fields, which kubectl has refused by default since 1.27.
	Strict  string   `json:"strict,omitempty"`
	Refused []string `json:"refused,omitempty"`
	// PodSecurity says for each level that forbids the pods why it does.
	PodSecurity map[psa.Level]string `json:"podSecurity,omitempty"`
	// PodSecurityMinors holds for each level the minors of Kubernetes 1 by whose rules it forbids the pods.
	PodSecurityMinors map[psa.Level][]int `json:"podSecurityMinors,omitempty"`
}

var levels = []psa.Level{psa.LevelBaseline, psa.LevelRestricted}

var strict = jsonserializer.NewSerializerWithOptions(jsonserializer.DefaultMetaFactory, legacyscheme.Scheme, legacyscheme.Scheme,
	jsonserializer.SerializerOptions{Strict: true})

var evaluator = newEvaluator()

func newEvaluator() policy.Evaluator {
	// As a server runs that is not told otherwise by --allow-privileged=false.
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})
	made, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		panic(err)
	}
	return made
}

// judge answers for one object in JSON. Kinds that hold no pods are decoded and nothing else.
func judge(document []byte) Verdict {
	object, gvk, err := legacyscheme.Codecs.UniversalDeserializer().Decode(document, nil, nil)
	if runtime.IsNotRegisteredError(err) {
		return Verdict{}
	} else if err != nil {
		return Verdict{Decode: err.Error()}
	}
	verdict := Verdict{Object: gvk.Kind}
	if meta, ok := object.(metav1.Object); ok {
		verdict.Object += "/" + meta.GetName()
	}
	if _, _, err := strict.Decode(document, nil, nil); err != nil {
		verdict.Strict = err.Error()
	}
	internal, err := runtime.Decode(legacyscheme.Codecs.UniversalDecoder(), document)
	if err != nil {
		verdict.Decode = err.Error()
		return verdict
	}
	for _, refused := range validate(internal) {
		verdict.Refused = append(verdict.Refused, strings.ToValidUTF8(refused.Error(), "?"))
	}
	// Labels, annotations and resources are ranged over as Go's maps: in any order.
	sort.Strings(verdict.Refused)
	verdict.PodSecurity, verdict.PodSecurityMinors = podSecurity(object)
	return verdict
}

// newestMinor is the one of which this program is.
const newestMinor = 34

func podSecurity(object runtime.Object) (map[psa.Level]string, map[psa.Level][]int) {
	template := templateOf(object)
	if template == nil {
		return nil, nil
	}
	broken, minors := map[psa.Level]string{}, map[psa.Level][]int{}
	for _, level := range levels {
		for minor := 0; minor <= newestMinor; minor++ {
			version := psa.LevelVersion{Level: level, Version: psa.MajorMinorVersion(1, minor)}
			result := policy.AggregateCheckResults(evaluator.EvaluatePod(version, &template.ObjectMeta, &template.Spec))
			if result.Allowed {
				continue
			}
			minors[level] = append(minors[level], minor)
			if minor == newestMinor {
				broken[level] = result.ForbiddenDetail()
			}
		}
	}
	return broken, minors
}

func templateOf(object runtime.Object) *corev1.PodTemplateSpec {
	switch o := object.(type) {
	case *appsv1.Deployment:
		return &o.Spec.Template
	case *appsv1.StatefulSet:
		return &o.Spec.Template
	case *appsv1.DaemonSet:
		return &o.Spec.Template
	case *appsv1.ReplicaSet:
		return &o.Spec.Template
	case *batchv1.Job:
		return &o.Spec.Template
	case *batchv1.CronJob:
		return &o.Spec.JobTemplate.Spec.Template
	case *corev1.ReplicationController:
		return o.Spec.Template
	case *corev1.PodTemplate:
		return &o.Template
	case *corev1.Pod:
		return &corev1.PodTemplateSpec{ObjectMeta: o.ObjectMeta, Spec: o.Spec}
	}
	return nil
}
