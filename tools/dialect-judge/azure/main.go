// Command azure-judge says what Azure's workload identity webhook makes of pods: its own code, without a cluster.
//
//	azure-judge     reads a line of JSON {settings, objects, namespace, minor, pod} each from stdin, and answers with {pod} or {refused}
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"

	jsonpatch "github.com/evanphx/json-patch/v5"
	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/version"
	"k8s.io/client-go/rest"
	"monis.app/mlog"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/Azure/azure-workload-identity/pkg/webhook"
)

// Row is a pod, and what else decides about it. The settings are podgraft's, named after the webhook's.
type Row struct {
	Settings struct {
		TenantID       string `json:"tenantId"`
		Environment    string `json:"environment"`
		Audience       string `json:"audience"`
		ProxyImage     string `json:"proxyImage"`
		ProxyInitImage string `json:"proxyInitImage"`
		LogLevel       string `json:"logLevel"`
	} `json:"settings"`
	// The ServiceAccounts.
	Objects  []corev1.ServiceAccount `json:"objects"`
	Workload struct {
		Kind string `json:"kind"`
		Name string `json:"name"`
	} `json:"workload"`
	Namespace struct {
		Name string `json:"name"`
	} `json:"namespace"`
	Minor int             `json:"minor"`
	Pod   json.RawMessage `json:"pod"`
}

// Answer is the pod template as it is then, or why it is refused.
type Answer struct {
	Pod     json.RawMessage `json:"pod,omitempty"`
	Refused string          `json:"refused,omitempty"`
}

func main() {
	log.SetFlags(0)
	webhook.ProxyImageRegistry = "mcr.microsoft.com/oss/azure/workload-identity"
	webhook.ProxyImageVersion = release
	scanner := bufio.NewScanner(os.Stdin)
	scanner.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	for scanner.Scan() {
		answer, err := judge(scanner.Bytes())
		if err == nil {
			err = json.NewEncoder(out).Encode(answer)
		}
		if err != nil {
			log.Fatalf("%v: %s", err, scanner.Bytes())
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// judge asks the webhook as the API server would, for one pod.
func judge(line []byte) (answer Answer, err error) {
	var row Row
	if err = json.Unmarshal(line, &row); err != nil {
		return answer, err
	}
	var pod map[string]json.RawMessage
	var typed corev1.Pod
	if err = json.Unmarshal(row.Pod, &typed); err != nil {
		return answer, err
	}
	// Source: charts/workload-identity-webhook/templates: objectSelector.
	if typed.Labels["azure.workload.identity/use"] != "true" {
		return Answer{Pod: row.Pod}, nil
	}
	if err = json.Unmarshal(row.Pod, &pod); err != nil {
		return answer, err
	}
	name, err := named(pod, row)
	if err != nil {
		return answer, err
	}
	handler, stop, err := mutator(row)
	if err != nil {
		return answer, err
	}
	defer stop()
	request := admissionv1.AdmissionRequest{Namespace: row.Namespace.Name, Object: runtime.RawExtension{Raw: name}}
	response := handler.Handle(context.Background(), admission.Request{AdmissionRequest: request})
	if !response.Allowed {
		return Answer{Refused: response.Result.Message}, nil
	}
	patch, err := json.Marshal(response.Patches)
	if err != nil {
		return answer, err
	}
	decoded, err := jsonpatch.DecodePatch(patch)
	if err != nil {
		return answer, err
	}
	made, err := decoded.Apply(name)
	if err != nil {
		return answer, err
	}
	answer.Pod, err = unnamed(made, pod["spec"])
	return answer, err
}

// named is the pod as its controller makes it of the template: with a name, or the beginning of one, and a ServiceAccount, as the API
// server fills one in before.
func named(template map[string]json.RawMessage, row Row) ([]byte, error) {
	var metadata, spec map[string]any
	if err := json.Unmarshal(template["metadata"], &metadata); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(template["spec"], &spec); err != nil {
		return nil, err
	}
	if row.Workload.Kind == "Pod" {
		metadata["name"] = row.Workload.Name
	} else {
		metadata["generateName"] = row.Workload.Name + "-"
	}
	if spec["serviceAccountName"] == nil || spec["serviceAccountName"] == "" {
		if spec["serviceAccount"] != nil {
			spec["serviceAccountName"] = spec["serviceAccount"]
		}
	}
	return json.Marshal(map[string]any{"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec})
}

// unnamed is the template of such a pod again, whose spec was the template's.
func unnamed(pod []byte, before json.RawMessage) ([]byte, error) {
	var made struct {
		Metadata map[string]any `json:"metadata"`
		Spec     map[string]any `json:"spec"`
	}
	if err := json.Unmarshal(pod, &made); err != nil {
		return nil, err
	}
	var spec map[string]any
	if err := json.Unmarshal(before, &spec); err != nil {
		return nil, err
	}
	if name, isNamed := spec["serviceAccountName"]; isNamed {
		made.Spec["serviceAccountName"] = name
	} else {
		delete(made.Spec, "serviceAccountName")
	}
	for _, key := range []string{"name", "generateName", "namespace"} {
		delete(made.Metadata, key)
	}
	return json.Marshal(made)
}

// mutator is the webhook's handler as its main.go sets it up.
func mutator(row Row) (handler admission.Handler, stop func(), err error) {
	settings := row.Settings
	for name, value := range map[string]string{
		"AZURE_TENANT_ID":   settings.TenantID,
		"AZURE_ENVIRONMENT": settings.Environment,
		"PROXY_IMAGE":       settings.ProxyImage,
		"PROXY_INIT_IMAGE":  settings.ProxyInitImage,
	} {
		if value == "" {
			err = os.Unsetenv(name)
		} else {
			err = os.Setenv(name, value)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	level := settings.LogLevel
	if level == "" {
		level = "info"
	}
	mlog.Level = mlog.LogLevel(level)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(version.Info{Major: "1", Minor: fmt.Sprint(row.Minor), GitVersion: fmt.Sprintf("v1.%d.0", row.Minor)})
	}))
	scheme := runtime.NewScheme()
	if err = corev1.AddToScheme(scheme); err != nil {
		return nil, nil, err
	}
	var objects []client.Object
	for i := range row.Objects {
		objects = append(objects, &row.Objects[i])
	}
	reader := fake.NewClientBuilder().WithScheme(scheme).WithObjects(objects...).Build()
	handler, err = newMutator(reader, settings.Audience, scheme, &rest.Config{Host: server.URL})
	return handler, server.Close, err
}
