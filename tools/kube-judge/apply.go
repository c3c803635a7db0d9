package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// printApplied writes the patch that kubectl sends where an object is applied a second time: {} where it says "unchanged".
// What was applied the first time is the last applied configuration of what the server stores.
func printApplied(document []byte, out io.Writer) error {
	patch, err := secondPatch(document)
	if runtime.IsNotRegisteredError(err) {
		patch = []byte("{}")
	} else if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", patch)
	return err
}

func secondPatch(document []byte) ([]byte, error) {
	object, _, err := legacyscheme.Codecs.UniversalDeserializer().Decode(document, nil, nil)
	if err != nil {
		return nil, err
	}
	modified, err := withLastApplied(document)
	if err != nil {
		return nil, err
	}
	var current bytes.Buffer
	if err := printStored(modified, &current); err != nil {
		return nil, err
	}
	schema, err := strategicpatch.NewPatchMetaFromStruct(object)
	if err != nil {
		return nil, err
	}
	return strategicpatch.CreateThreeWayMergePatch(document, modified, current.Bytes(), schema, true)
}

func withLastApplied(document []byte) ([]byte, error) {
	content := map[string]any{}
	if err := json.Unmarshal(document, &content); err != nil {
		return nil, err
	}
	object := unstructured.Unstructured{Object: content}
	annotations := object.GetAnnotations()
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[corev1.LastAppliedConfigAnnotation] = string(document)
	object.SetAnnotations(annotations)
	return json.Marshal(object.Object)
}
