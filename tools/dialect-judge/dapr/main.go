// Command dapr-judge says what Dapr's sidecar injector makes of pods: its own pkg/injector/patcher, without a cluster.
//
//	dapr-judge     reads a line of JSON {settings, objects, workload, namespace, pod} each from stdin, and answers with {pod} or {refused}
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	corev1 "k8s.io/api/core/v1"

	configuration "github.com/dapr/dapr/pkg/apis/configuration/v1alpha1"
	"github.com/dapr/dapr/pkg/injector/patcher"
	"github.com/dapr/kit/logger"
)

// Row is a pod, and what else decides about it. The settings are podgraft's, named after the values of the injector's chart.
type Row struct {
	Settings struct {
		Namespace              string `json:"namespace"`
		Image                  string `json:"image"`
		ImagePullPolicy        string `json:"imagePullPolicy"`
		ClusterDomain          string `json:"clusterDomain"`
		TrustDomain            string `json:"trustDomain"`
		TrustAnchors           string `json:"trustAnchors"`
		SchedulerReplicas      *int   `json:"schedulerReplicas"`
		Actors                 *bool  `json:"actors"`
		RunAsNonRoot           *bool  `json:"runAsNonRoot"`
		RunAsUser              *int64 `json:"runAsUser"`
		RunAsGroup             *int64 `json:"runAsGroup"`
		ReadOnlyRootFilesystem *bool  `json:"readOnlyRootFilesystem"`
		DropAllCapabilities    bool   `json:"dropAllCapabilities"`
		DownwardAPIs           bool   `json:"downwardAPIs"`
	} `json:"settings"`
	// The Configuration daprsystem and the ConfigMap dapr-trust-bundle.
	Objects []struct {
		Kind string                           `json:"kind"`
		Data map[string]string                `json:"data"`
		Spec *configuration.ConfigurationSpec `json:"spec"`
	} `json:"objects"`
	Workload struct {
		Kind string `json:"kind"`
		Name string `json:"name"`
	} `json:"workload"`
	Namespace struct {
		Name string `json:"name"`
	} `json:"namespace"`
	Pod json.RawMessage `json:"pod"`
}

// Answer is the pod template as it is then, or why it is refused.
type Answer struct {
	Pod     json.RawMessage `json:"pod,omitempty"`
	Refused string          `json:"refused,omitempty"`
}

func main() {
	log.SetFlags(0)
	logger.NewLogger("dapr.injector").SetOutputLevel(logger.FatalLevel)
	for _, name := range []string{"dapr.injector", "dapr.injector.container", "dapr.injector.patcher"} {
		logger.NewLogger(name).SetOutputLevel(logger.FatalLevel)
	}
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

// judge does what the webhook's getPodPatchOperations does, for one pod.
func judge(line []byte) (answer Answer, err error) {
	var row Row
	if err = json.Unmarshal(line, &row); err != nil {
		return answer, err
	}
	var pod corev1.Pod
	if err = json.Unmarshal(row.Pod, &pod); err != nil {
		return answer, err
	}
	// Its controller gives a pod a name only after the webhook was asked.
	if row.Workload.Kind == "Pod" {
		pod.Name = row.Workload.Name
	}
	sidecar := sidecarOf(row, &pod)
	patch, err := sidecar.GetPatch()
	if err != nil {
		return Answer{Refused: err.Error()}, nil
	}
	if len(patch) == 0 {
		return Answer{Pod: row.Pod}, nil
	}
	made, err := patch.Apply(row.Pod)
	return Answer{Pod: made}, err
}

// sidecarOf is set up as in pkg/injector/service/pod_patch.go, with the defaults of the injector's chart.
func sidecarOf(row Row, pod *corev1.Pod) *patcher.SidecarConfig {
	s := row.Settings
	home, domain, trust := or(s.Namespace, "dapr-system"), or(s.ClusterDomain, "cluster.local"), or(s.TrustDomain, "cluster.local")
	c := patcher.NewSidecarConfig(pod)
	c.Namespace = row.Namespace.Name
	c.MTLSEnabled = true
	for _, object := range row.Objects {
		if object.Kind == "ConfigMap" {
			c.CurrentTrustAnchors = []byte(object.Data["ca.crt"])
		} else if object.Spec != nil {
			c.MTLSEnabled = object.Spec.MTLSSpec.GetEnabled()
		}
	}
	if s.TrustAnchors != "" {
		c.CurrentTrustAnchors = []byte(s.TrustAnchors)
	}
	for _, key := range []string{"alibabacloud.com/eci", "azure.com/aci", "aws", "huawei.com/cci"} {
		c.IgnoreEntrypointTolerations = append(c.IgnoreEntrypointTolerations, corev1.Toleration{Effect: "NoSchedule", Key: key})
	}
	c.ImagePullPolicy = corev1.PullPolicy(or(s.ImagePullPolicy, "IfNotPresent"))
	c.OperatorAddress = patcher.ServiceAPI.Address(home, domain)
	c.SentryAddress = patcher.ServiceSentry.Address(home, domain)
	c.RunAsNonRoot = s.RunAsNonRoot == nil || *s.RunAsNonRoot
	c.RunAsUser, c.RunAsGroup = s.RunAsUser, s.RunAsGroup
	c.ReadOnlyRootFilesystem = s.ReadOnlyRootFilesystem == nil || *s.ReadOnlyRootFilesystem
	c.EnableK8sDownwardAPIs = s.DownwardAPIs
	c.SidecarDropALLCapabilities = s.DropAllCapabilities
	c.ControlPlaneNamespace, c.ControlPlaneTrustDomain = home, trust
	c.SentrySPIFFEID = fmt.Sprintf("spiffe://%s/ns/%s/dapr-sentry", trust, home)
	if s.Actors == nil || *s.Actors {
		c.PlacementAddress = patcher.ServicePlacement.Address(home, domain)
	}
	replicas := 3
	if s.SchedulerReplicas != nil {
		replicas = *s.SchedulerReplicas
	}
	c.SchedulerAddress = strings.Join(patcher.ServiceScheduler.AddressAllInstances(replicas, home, domain), ",")
	if replicas > 0 {
		c.SchedulerAddressDNSA = fmt.Sprintf("dapr-scheduler-server-a.%s.svc.%s:443", home, domain)
	}
	c.SidecarImage = or(s.Image, "ghcr.io/dapr/daprd:1.16.0")
	c.SetFromPodAnnotations()
	return c
}

func or(text, standard string) string {
	if text == "" {
		return standard
	}
	return text
}
