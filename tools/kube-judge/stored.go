package main

import (
	"fmt"
	"io"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/api/pod"
	"k8s.io/kubernetes/pkg/apis/apps"
	"k8s.io/kubernetes/pkg/apis/batch"
	"k8s.io/kubernetes/pkg/apis/core"
)

// printStored writes an object with what the server fills in and without what it drops, in the version that it came in.
// Objects of kinds that the server does not know itself are written as they came.
func printStored(document []byte, out io.Writer) error {
	_, gvk, err := legacyscheme.Codecs.UniversalDeserializer().Decode(document, nil, nil)
	if runtime.IsNotRegisteredError(err) {
		_, err := fmt.Fprintf(out, "%s\n", document)
		return err
	} else if err != nil {
		return err
	}
	internal, err := runtime.Decode(legacyscheme.Codecs.UniversalDecoder(), document)
	if err != nil {
		return err
	}
	dropDisabled(internal)
	return legacyscheme.Codecs.LegacyCodec(gvk.GroupVersion()).Encode(internal, out)
}

// dropDisabled takes away the fields of features that are off by default.
func dropDisabled(object runtime.Object) {
	switch o := object.(type) {
	case *apps.Deployment:
		pod.DropDisabledTemplateFields(&o.Spec.Template, nil)
	case *apps.StatefulSet:
		pod.DropDisabledTemplateFields(&o.Spec.Template, nil)
	case *apps.DaemonSet:
		pod.DropDisabledTemplateFields(&o.Spec.Template, nil)
	case *apps.ReplicaSet:
		pod.DropDisabledTemplateFields(&o.Spec.Template, nil)
	case *core.ReplicationController:
		if o.Spec.Template != nil {
			pod.DropDisabledTemplateFields(o.Spec.Template, nil)
		}
	case *core.PodTemplate:
		pod.DropDisabledTemplateFields(&o.Template, nil)
	case *core.Pod:
		pod.DropDisabledPodFields(o, nil)
	case *batch.Job:
		pod.DropDisabledTemplateFields(&o.Spec.Template, nil)
	case *batch.CronJob:
		pod.DropDisabledTemplateFields(&o.Spec.JobTemplate.Spec.Template, nil)
	}
}
