package main

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/api/pod"
	"k8s.io/kubernetes/pkg/apis/apps"
	appsvalidation "k8s.io/kubernetes/pkg/apis/apps/validation"
	"k8s.io/kubernetes/pkg/apis/batch"
	batchvalidation "k8s.io/kubernetes/pkg/apis/batch/validation"
	"k8s.io/kubernetes/pkg/apis/core"
	corevalidation "k8s.io/kubernetes/pkg/apis/core/validation"
)

// validate is what creating the object would refuse. The namespace that a request gives is given here.
func validate(object runtime.Object) field.ErrorList {
	if meta, ok := object.(metav1.Object); ok && meta.GetNamespace() == "" {
		meta.SetNamespace("shop")
	}
	switch o := object.(type) {
	case *apps.Deployment:
		return appsvalidation.ValidateDeployment(o, pod.GetValidationOptionsFromPodTemplate(&o.Spec.Template, nil))
	case *apps.StatefulSet:
		return appsvalidation.ValidateStatefulSet(o, pod.GetValidationOptionsFromPodTemplate(&o.Spec.Template, nil))
	case *apps.DaemonSet:
		return appsvalidation.ValidateDaemonSet(o, pod.GetValidationOptionsFromPodTemplate(&o.Spec.Template, nil))
	case *apps.ReplicaSet:
		return appsvalidation.ValidateReplicaSet(o, pod.GetValidationOptionsFromPodTemplate(&o.Spec.Template, nil))
	case *core.ReplicationController:
		return corevalidation.ValidateReplicationController(o, pod.GetValidationOptionsFromPodTemplate(o.Spec.Template, nil))
	case *core.PodTemplate:
		return corevalidation.ValidatePodTemplate(o, pod.GetValidationOptionsFromPodTemplate(&o.Template, nil))
	case *core.Pod:
		// As admission does, which comes before validation.
		if o.Spec.ServiceAccountName == "" {
			o.Spec.ServiceAccountName = "default"
		}
		return corevalidation.ValidatePodCreate(o, pod.GetValidationOptionsFromPodSpecAndMeta(&o.Spec, nil, &o.ObjectMeta, nil))
	case *batch.Job:
		return batchvalidation.ValidateJobSpec(withSelector(&o.Spec), field.NewPath("spec"),
			pod.GetValidationOptionsFromPodTemplate(&o.Spec.Template, nil))
	case *batch.CronJob:
		return batchvalidation.ValidateCronJobCreate(o, pod.GetValidationOptionsFromPodTemplate(&o.Spec.JobTemplate.Spec.Template, nil))
	}
	return nil
}

// withSelector stands for the selector that the server generates from the Job's UID.
func withSelector(spec *batch.JobSpec) *batch.JobSpec {
	if spec.Selector != nil {
		return spec
	}
	copied := spec.DeepCopy()
	copied.Selector = &metav1.LabelSelector{}
	return copied
}
