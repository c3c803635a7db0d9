// Command aws-judge says what AWS's pod identity webhook makes of pods: its own code, without a cluster.
//
//	aws-judge     reads a line of JSON {settings, objects, namespace, pod} each from stdin, and answers with {pod}
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"io"
	"log"
	"os"

	jsonpatch "github.com/evanphx/json-patch/v5"
	admissionv1beta1 "k8s.io/api/admission/v1beta1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/klog/v2"

	"github.com/aws/amazon-eks-pod-identity-webhook/pkg"
	"github.com/aws/amazon-eks-pod-identity-webhook/pkg/cache"
	"github.com/aws/amazon-eks-pod-identity-webhook/pkg/containercredentials"
	"github.com/aws/amazon-eks-pod-identity-webhook/pkg/handler"
)

// Row is a pod, and what else decides about it. The settings are podgraft's, named after the webhook's flags.
type Row struct {
	Settings struct {
		Region               string `json:"region"`
		StsRegionalEndpoints bool   `json:"stsRegionalEndpoints"`
		Audience             string `json:"audience"`
		TokenExpiration      int64  `json:"tokenExpiration"`
		MountPath            string `json:"mountPath"`
		AnnotationPrefix     string `json:"annotationPrefix"`
	} `json:"settings"`
	// The ServiceAccounts.
	Objects   []corev1.ServiceAccount `json:"objects"`
	Namespace struct {
		Name string `json:"name"`
	} `json:"namespace"`
	Pod json.RawMessage `json:"pod"`
}

func main() {
	log.SetFlags(0)
	flags := flag.NewFlagSet("klog", flag.PanicOnError)
	klog.InitFlags(flags)
	_ = flags.Set("logtostderr", "false")
	_ = flags.Set("stderrthreshold", "FATAL")
	klog.SetOutput(io.Discard)
	scanner := bufio.NewScanner(os.Stdin)
	scanner.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	for scanner.Scan() {
		pod, err := judge(scanner.Bytes())
		if err == nil {
			err = json.NewEncoder(out).Encode(map[string]json.RawMessage{"pod": pod})
		}
		if err != nil {
			log.Fatalf("%v: %s", err, scanner.Bytes())
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func or(value, standard string) string {
	if value == "" {
		return standard
	}
	return value
}

// judge is main.go of the webhook with its defaults, for one pod.
func judge(line []byte) ([]byte, error) {
	var row Row
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, err
	}
	pod, isSkipped, err := admitted(row.Pod)
	if err != nil || isSkipped {
		return row.Pod, err
	}
	settings := row.Settings
	prefix := or(settings.AnnotationPrefix, "eks.amazonaws.com")
	expiration := settings.TokenExpiration
	if expiration == 0 {
		expiration = pkg.DefaultTokenExpiration
	}
	var objects []runtime.Object
	for i := range row.Objects {
		objects = append(objects, &row.Objects[i])
	}
	client := fake.NewSimpleClientset(objects...)
	factory := informers.NewSharedInformerFactory(client, 0)
	accounts := factory.Core().V1().ServiceAccounts()
	audience := or(settings.Audience, "sts.amazonaws.com")
	minimum := pkg.ValidateMinTokenExpiration(expiration)
	found := cache.New(audience, prefix, settings.StsRegionalEndpoints, minimum, accounts, nil, cache.ComposeRoleArn{}, client.CoreV1())
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	waitFor(found, row)
	modifier := handler.NewModifier(nil,
		handler.WithAnnotationDomain(prefix),
		handler.WithMountPath(or(settings.MountPath, "/var/run/secrets/eks.amazonaws.com/serviceaccount")),
		handler.WithServiceAccountCache(found),
		handler.WithContainerCredentialsConfig(containercredentials.NewFileConfig("", "", "", "", "")),
		handler.WithRegion(settings.Region),
	)
	raw, err := json.Marshal(pod)
	if err != nil {
		return nil, err
	}
	request := admissionv1beta1.AdmissionRequest{Namespace: row.Namespace.Name, Object: runtime.RawExtension{Raw: raw}}
	response := modifier.MutatePod(&admissionv1beta1.AdmissionReview{Request: &request})
	if len(response.Patch) == 0 {
		return row.Pod, nil
	}
	patch, err := jsonpatch.DecodePatch(response.Patch)
	if err != nil {
		return nil, err
	}
	return patch.Apply(row.Pod)
}

// waitFor waits until the informer's handlers have told the cache of every account.
func waitFor(found cache.ServiceAccountCache, row Row) {
	for _, account := range row.Objects {
		for !found.Get(cache.Request{Name: account.Name, Namespace: account.Namespace}).FoundInCache {
		}
	}
}

// admitted is the pod as the webhook gets it: with a ServiceAccount, as the API server fills one in before; isSkipped says that the
// webhook's objectSelector (deploy/mutatingwebhook.yaml) leaves it out.
func admitted(raw []byte) (pod corev1.Pod, isSkipped bool, err error) {
	err = json.Unmarshal(raw, &pod)
	if pod.Spec.ServiceAccountName == "" {
		pod.Spec.ServiceAccountName = or(pod.Spec.DeprecatedServiceAccount, "default")
	}
	_, isSkipped = pod.Labels["eks.amazonaws.com/skip-pod-identity-webhook"]
	return pod, isSkipped, err
}
