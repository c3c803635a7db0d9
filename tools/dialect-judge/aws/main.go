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
	"math/rand"
	"os"
	"strings"

	jsonpatch "github.com/evanphx/json-patch/v5"
	admissionv1beta1 "k8s.io/api/admission/v1beta1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
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
		// The ServiceAccounts with an association of EKS Pod Identity, as NAMESPACE/NAME.
		PodIdentities []string `json:"podIdentities"`
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
	row.Objects = withOwn(row.Objects, row.Namespace.Name, pod.Spec.ServiceAccountName)
	for i := range row.Objects {
		objects = append(objects, &row.Objects[i])
	}
	credentials, err := credentialsOf(settings.PodIdentities)
	if err != nil {
		return nil, err
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
	modifier := handler.NewModifier(rand.New(longest{}),
		handler.WithAnnotationDomain(prefix),
		handler.WithMountPath(or(settings.MountPath, "/var/run/secrets/eks.amazonaws.com/serviceaccount")),
		handler.WithServiceAccountCache(found),
		handler.WithContainerCredentialsConfig(credentials),
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

// longest makes the webhook's random expiration the one from which it takes a random one below.
type longest struct{}

func (longest) Int63() int64 { return pkg.DefaultTokenExpiration - pkg.DefaultMinTokenExpiration }
func (longest) Seed(int64)   {}

// credentialsOf is the file of --watch-container-credentials-config, with the defaults of the flags beside it.
func credentialsOf(accounts []string) (containercredentials.Config, error) {
	var file containercredentials.IdentityConfigObject
	for _, account := range accounts {
		namespace, name, _ := strings.Cut(account, "/")
		file.Identities = append(file.Identities, containercredentials.Identity{Namespace: namespace, ServiceAccount: name})
	}
	content, err := json.Marshal(file)
	if err != nil {
		return nil, err
	}
	config := containercredentials.NewFileConfig("pods.eks.amazonaws.com", "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount",
		"eks-pod-identity-token", "eks-pod-identity-token", "http://169.254.170.23/v1/credentials")
	return config, config.Load(content)
}

// withOwn has the pod's ServiceAccount, too: without it the API server refuses the pod.
func withOwn(accounts []corev1.ServiceAccount, namespace, name string) []corev1.ServiceAccount {
	for _, account := range accounts {
		if account.Name == name && account.Namespace == namespace {
			return accounts
		}
	}
	return append(accounts, corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace}})
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
