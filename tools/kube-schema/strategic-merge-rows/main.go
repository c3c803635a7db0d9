// Command strategic-merge-rows writes test/data/strategic-merge/rows.jsonl: pod templates and patches made from a
// seed, and what API machinery's strategic merge patch makes of them, one JSON object a line.
//
//	go run -C tools/kube-schema ./strategic-merge-rows > test/data/strategic-merge/rows.jsonl
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"reflect"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
)

// row is one case; a patch that API machinery refuses has no expected value.
type row struct {
	Original any  `json:"original"`
	Patch    any  `json:"patch"`
	Expected any  `json:"expected,omitempty"`
	Error    bool `json:"error,omitempty"`
}

func main() {
	log.SetFlags(0)
	count := flag.Int("n", 600, "how many rows to write")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	for seed := range uint64(*count) {
		line, err := json.Marshal(makeRow(seed))
		if err != nil {
			log.Fatalf("Cannot write row %d: %v", seed, err)
		}
		fmt.Fprintf(out, "%s\n", line)
	}
	if err := out.Flush(); err != nil {
		log.Fatalf("Cannot write the rows: %v", err)
	}
}

func makeRow(seed uint64) row {
	g := newGenerator(seed)
	original := g.value(reflect.TypeFor[corev1.PodTemplateSpec](), "")
	g.original = original
	patch := g.patchOf(reflect.TypeFor[corev1.PodTemplateSpec](), original, "")
	expected, err := merge(original, patch)
	return row{Original: original, Patch: patch, Expected: withoutDirectives(expected), Error: err != nil}
}

// merge applies the patch several times: API machinery walks Go maps, and a row whose outcome depends on their order
// would be no row.
func merge(original, patch any) (result any, err error) {
	var first []byte
	for attempt := range 4 {
		merged, mergeErr := mergeOnce(encode(original), encode(patch))
		if attempt > 0 && (!bytes.Equal(first, merged) || (err == nil) != (mergeErr == nil)) {
			log.Fatalf("The result depends on the order of a map:\n%s\n%s", encode(original), encode(patch))
		}
		first, err = merged, mergeErr
	}
	if err == nil {
		err = json.Unmarshal(first, &result)
	}
	return result, err
}

// mergeOnce takes a panic for an error: API machinery panics over nulls and maps among scalars.
func mergeOnce(original, patch []byte) (merged []byte, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	return strategicpatch.StrategicMergePatch(original, patch, corev1.PodTemplateSpec{})
}

func encode(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		log.Fatalf("Cannot encode %v: %v", value, err)
	}
	return text
}
