package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// The fields that are set in a type's values; of a type that is not listed, any. Few fields, so that original and
// patch often meet.
var fieldChoice = map[reflect.Type][]string{
	reflect.TypeFor[corev1.PodTemplateSpec](): {"metadata", "spec", "spec", "spec"},
	reflect.TypeFor[metav1.ObjectMeta]():      {"labels", "annotations", "finalizers", "ownerReferences"},
	reflect.TypeFor[corev1.PodSpec](): {
		"volumes", "volumes", "containers", "containers", "imagePullSecrets", "tolerations", "nodeSelector",
		"securityContext", "hostAliases", "topologySpreadConstraints", "terminationGracePeriodSeconds", "dnsConfig",
	},
	reflect.TypeFor[corev1.Container](): {
		"image", "args", "env", "env", "ports", "ports", "volumeMounts", "resources", "securityContext", "livenessProbe",
	},
	reflect.TypeFor[corev1.ContainerPort]():        {"name"},
	reflect.TypeFor[corev1.EnvVar]():               {"value"},
	reflect.TypeFor[corev1.VolumeMount]():          {"name", "readOnly"},
	reflect.TypeFor[corev1.Volume]():               {"emptyDir", "configMap", "secret"},
	reflect.TypeFor[corev1.Probe]():                {"httpGet", "tcpSocket", "periodSeconds"},
	reflect.TypeFor[corev1.ResourceRequirements](): {"limits", "requests"},
	reflect.TypeFor[corev1.SecurityContext]():      {"runAsUser", "privileged", "capabilities"},
	reflect.TypeFor[corev1.PodSecurityContext]():   {"runAsUser", "fsGroup", "supplementalGroups", "sysctls"},
}

type generator struct {
	*rand.Rand
	original any
}

func newGenerator(seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 20))}
}

func (g *generator) oneIn(n int) bool { return g.IntN(n) == 0 }

func pick[T any](g *generator, from ...T) T { return from[g.IntN(len(from))] }

// value makes a JSON value of type t; key is the merge key of the list that it is an item of.
func (g *generator) value(t reflect.Type, key string) any {
	switch t {
	case reflect.TypeFor[resource.Quantity]():
		return pick(g, "1", "500m", "64Mi")
	case reflect.TypeFor[intstr.IntOrString]():
		return pick[any](g, 80, "http")
	case reflect.TypeFor[metav1.Time]():
		return "2024-01-01T00:00:00Z"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.value(t.Elem(), key)
	case reflect.Bool:
		return g.oneIn(2)
	case reflect.String:
		return pick(g, "a", "b", "c", "d")
	case reflect.Int32, reflect.Int64:
		return g.IntN(3)
	case reflect.Map:
		return g.mapOf(t)
	case reflect.Slice:
		return g.list(t, key)
	case reflect.Struct:
		return g.object(t, key)
	}
	panic(fmt.Sprintf("no value for %v", t))
}

func (g *generator) mapOf(t reflect.Type) any {
	object := map[string]any{}
	for range 1 + g.IntN(2) {
		object[pick(g, "a", "b", "c")] = g.value(t.Elem(), "")
	}
	return object
}

// list makes up to three items, no two of them with one key.
func (g *generator) list(t reflect.Type, key string) any {
	list := []any{}
	for range 1 + g.IntN(3) {
		item := g.value(t.Elem(), key)
		if !slices.ContainsFunc(list, func(other any) bool { return sameKey(item, other, key) }) {
			list = append(list, item)
		}
	}
	return list
}

func (g *generator) object(t reflect.Type, key string) any {
	object := map[string]any{}
	fields := jsonFields(t)
	for _, name := range g.chosenFields(t, fields) {
		field := fields[name]
		object[name] = g.value(field.Type, field.Tag.Get("patchMergeKey"))
	}
	if key != "" {
		g.setKey(object, t, key)
	}
	return object
}

// setKey gives an item its merge key, and a port the protocol that its number stands for, so that no two entries
// share a number and differ in protocol.
func (g *generator) setKey(object map[string]any, t reflect.Type, key string) {
	if t != reflect.TypeFor[corev1.ContainerPort]() {
		object[key] = g.value(jsonFields(t)[key].Type, "")
		return
	}
	port := pick(g, 80, 443, 53)
	object[key] = port
	if port == 53 {
		object["protocol"] = "UDP"
	} else if g.oneIn(2) {
		object["protocol"] = "TCP"
	}
}

func (g *generator) chosenFields(t reflect.Type, fields map[string]reflect.StructField) []string {
	var chosen []string
	candidates, ok := fieldChoice[t]
	if !ok {
		for _, name := range sortedNames(fields) {
			if isFlat(fields[name].Type) {
				candidates = append(candidates, name)
			}
		}
	}
	for range 2 {
		if len(candidates) == 0 {
			break
		}
		if name := pick(g, candidates...); !slices.Contains(chosen, name) {
			chosen = append(chosen, name)
		}
	}
	return chosen
}

// isFlat keeps the values of types that are not listed small.
func isFlat(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() == reflect.String || t.Kind() == reflect.Bool || t.Kind() == reflect.Int32 || t.Kind() == reflect.Int64
}

// jsonFields gives a struct's fields by JSON name, those of inlined structs among them.
func jsonFields(t reflect.Type) map[string]reflect.StructField {
	fields := map[string]reflect.StructField{}
	for field := range t.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" {
			maps.Copy(fields, jsonFields(field.Type))
		} else {
			fields[name] = field
		}
	}
	return fields
}

func sortedNames[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

func sameKey(a, b any, key string) bool {
	if key == "" {
		return reflect.DeepEqual(a, b)
	}
	return reflect.DeepEqual(a.(map[string]any)[key], b.(map[string]any)[key])
}
