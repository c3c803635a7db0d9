// What Linkerd's proxy injector makes of pods, by its own code. Each line of stdin is a Question, each line of stdout the
// Answer. build.sh compiles it inside a checkout of github.com/linkerd/linkerd2, with the modules that its go.mod pins.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	jsonpatch "github.com/evanphx/json-patch"
	l5dcharts "github.com/linkerd/linkerd2/pkg/charts/linkerd2"
	"github.com/linkerd/linkerd2/pkg/inject"
	"github.com/linkerd/linkerd2/pkg/k8s"
	"github.com/linkerd/linkerd2/pkg/version"
	"github.com/sirupsen/logrus"
	corev1 "k8s.io/api/core/v1"
)

// Question is a pod as a workload would make it, and what the cluster knows.
type Question struct {
	// Merged into the chart's own values.
	Values               map[string]any    `json:"values"`
	Namespace            string            `json:"namespace"`
	NamespaceAnnotations map[string]string `json:"namespaceAnnotations"`
	Kind                 string            `json:"kind"`
	Name                 string            `json:"name"`
	PodTemplate          map[string]any    `json:"podTemplate"`
}

// Answer has the reasons for which the injector skips the pod, an error, or the pod template as patched.
type Answer struct {
	Error    string         `json:"error,omitempty"`
	Reasons  []string       `json:"reasons,omitempty"`
	Injected map[string]any `json:"injected,omitempty"`
}

func main() {
	logrus.SetLevel(logrus.PanicLevel)
	if len(os.Args) > 1 && os.Args[1] == "-values" {
		values, err := l5dcharts.NewValues()
		if err != nil {
			panic(err)
		}
		fmt.Println(values.String())
		return
	}
	scanner := bufio.NewScanner(os.Stdin)
	scanner.Buffer(nil, 1<<24)
	out := json.NewEncoder(os.Stdout)
	for scanner.Scan() {
		if err := out.Encode(answer(scanner.Bytes())); err != nil {
			panic(err)
		}
	}
}

func answer(line []byte) (result Answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = Answer{Error: fmt.Sprint(fault)}
		}
	}()
	var question Question
	if err := json.Unmarshal(line, &question); err != nil {
		return Answer{Error: err.Error()}
	}
	injected, reasons, err := admit(question)
	if err != nil {
		return Answer{Error: err.Error()}
	}
	return Answer{Reasons: reasons, Injected: injected}
}

// What controller/proxy-injector/webhook.go does with a request, without a cluster.
func admit(question Question) (map[string]any, []string, error) {
	values, err := valuesWith(question.Values)
	if err != nil {
		return nil, nil, err
	}
	pod, err := json.Marshal(podOf(question))
	if err != nil {
		return nil, nil, err
	}
	owner := func(*corev1.Pod) (string, string, error) { return strings.ToLower(question.Kind), question.Name, nil }
	config := inject.NewResourceConfig(values, inject.OriginWebhook, "linkerd").
		WithOwnerRetriever(owner).WithNsAnnotations(question.NamespaceAnnotations).WithKind("Pod")
	report, err := config.ParseMetaAndYAML(pod)
	if err != nil {
		return nil, nil, err
	}
	if injectable, reasons := report.Injectable(); !injectable {
		return nil, reasons, nil
	}
	config.AppendPodAnnotation(k8s.CreatedByAnnotation, "linkerd/proxy-injector "+version.Version)
	inject.AppendNamespaceAnnotations(config.GetOverrideAnnotations(), config.GetNsAnnotations(), config.GetWorkloadAnnotations())
	if !config.HasWorkloadAnnotation(k8s.ProxyOpaquePortsAnnotation) {
		ports := config.FilterPodOpaquePorts(strings.Split(config.GetValues().Proxy.OpaquePorts, ","))
		if len(ports) != 0 {
			config.AppendPodAnnotation(k8s.ProxyOpaquePortsAnnotation, strings.Join(ports, ","))
		}
	}
	patch, err := podPatch(config)
	if err != nil {
		return nil, nil, err
	}
	patched, err := applied(pod, patch)
	return patched, nil, err
}

// The chart's values, as the ConfigMap linkerd-config holds them.
func valuesWith(overrides map[string]any) (*l5dcharts.Values, error) {
	values, err := l5dcharts.NewValues()
	if err != nil {
		return nil, err
	}
	defaults, err := values.ToMap()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(merged(defaults, overrides))
	if err != nil {
		return nil, err
	}
	values = &l5dcharts.Values{}
	return values, json.Unmarshal(text, values)
}

func merged(below, above map[string]any) map[string]any {
	for key, value := range above {
		if map1, ok := value.(map[string]any); ok {
			if map2, ok := below[key].(map[string]any); ok {
				below[key] = merged(map2, map1)
				continue
			}
		}
		below[key] = value
	}
	return below
}

func podOf(question Question) map[string]any {
	pod := map[string]any{"apiVersion": "v1", "kind": "Pod"}
	for key, value := range question.PodTemplate {
		pod[key] = value
	}
	metadata, _ := pod["metadata"].(map[string]any)
	named := map[string]any{"namespace": question.Namespace}
	for key, value := range metadata {
		named[key] = value
	}
	pod["metadata"] = named
	return pod
}

// Former versions take no overrider.
func podPatch(config *inject.ResourceConfig) ([]byte, error) {
	method := reflect.ValueOf(config.GetPodPatch)
	arguments := []reflect.Value{reflect.ValueOf(true)}
	if method.Type().NumIn() == 2 {
		arguments = append(arguments, reflect.ValueOf(inject.GetOverriddenValues))
	}
	results := method.Call(arguments)
	if err, _ := results[1].Interface().(error); err != nil {
		return nil, err
	}
	return results[0].Bytes(), nil
}

func applied(pod, text []byte) (map[string]any, error) {
	patch, err := jsonpatch.DecodePatch(text)
	if err != nil {
		return nil, err
	}
	patched, err := patch.Apply(pod)
	if err != nil {
		return nil, err
	}
	var object map[string]any
	if err := json.Unmarshal(patched, &object); err != nil {
		return nil, err
	}
	delete(object, "apiVersion")
	delete(object, "kind")
	if metadata, ok := object["metadata"].(map[string]any); ok {
		delete(metadata, "namespace")
	}
	return object, nil
}
