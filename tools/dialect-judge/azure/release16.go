//go:build !azure15

package main

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/Azure/azure-workload-identity/pkg/webhook"
)

const release = "v1.6.0"

func newMutator(reader client.Client, audience string, scheme *runtime.Scheme, config *rest.Config) (admission.Handler, error) {
	return webhook.NewPodMutator(reader, reader, audience, scheme, config, "", "")
}
