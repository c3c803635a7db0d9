// Command yaml-judge says what Go's readers make of YAML: sigs.k8s.io/yaml, by which kubectl and the API server read
// manifests, and kyaml, by which kustomize and kpt do.
//
// It reads frames from stdin, the number of bytes on a line and then as many bytes, and answers each with a line of JSON.
// "yaml-judge version" prints the version of these answers.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"reflect"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/kustomize/kyaml/kio"
	sigs "sigs.k8s.io/yaml"
)

const version = "2"

// A reading is what the readers make of a text.
type reading struct {
	// Values has each document that is not empty, as sigs.k8s.io/yaml reads it.
	Values []json.RawMessage `json:"values"`
	// Error is why it refuses one of them.
	Error string `json:"error,omitempty"`
	// Kyaml is why kyaml refuses the text.
	Kyaml string `json:"kyaml,omitempty"`
	// Agree tells that both read the same.
	Agree bool `json:"agree"`
}

func main() {
	log.SetFlags(0)
	if len(os.Args) == 2 && os.Args[1] == "version" {
		fmt.Println(version)
		return
	}
	in, out := bufio.NewReaderSize(os.Stdin, 1<<20), bufio.NewWriter(os.Stdout)
	for {
		var size int
		if _, err := fmt.Fscanf(in, "%d\n", &size); err == io.EOF {
			return
		} else if err != nil {
			log.Fatal(err)
		}
		text := make([]byte, size)
		if _, err := io.ReadFull(in, text); err != nil {
			log.Fatal(err)
		}
		answer, err := json.Marshal(read(text))
		if err != nil {
			log.Fatal(err)
		}
		if _, err := out.Write(append(answer, '\n')); err != nil {
			log.Fatal(err)
		}
		if err := out.Flush(); err != nil {
			log.Fatal(err)
		}
	}
}

func read(text []byte) reading {
	values, err := guarded(readSigs, text)
	if err != nil {
		return reading{Values: []json.RawMessage{}, Error: err.Error()}
	}
	others, err := guarded(readKyaml, text)
	if err != nil {
		return reading{Values: values, Kyaml: err.Error()}
	}
	return reading{Values: values, Agree: reflect.DeepEqual(decoded(values), decoded(others))}
}

// guarded tells a reader's panic as an error.
func guarded(reader func([]byte) ([]json.RawMessage, error), text []byte) (values []json.RawMessage, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return reader(text)
}

func readSigs(text []byte) ([]json.RawMessage, error) {
	texts, err := documents(text)
	if err != nil {
		return nil, err
	}
	values := []json.RawMessage{}
	for _, document := range texts {
		value, err := sigs.YAMLToJSON(document)
		if err != nil {
			return nil, err
		}
		if string(value) != "null" {
			values = append(values, value)
		}
	}
	return values, nil
}

// documents splits a text as kubectl does.
func documents(text []byte) ([][]byte, error) {
	isEnded := bytes.HasSuffix(text, []byte("\n"))
	if !isEnded {
		// The reader loses a last line without a break whose length is that of its buffer, or of several.
		text = append(bytes.Clone(text), '\n')
	}
	var all [][]byte
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		document, err := reader.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		all = append(all, document)
	}
	last := text[bytes.LastIndexByte(text[:len(text)-1], '\n')+1:]
	if len(all) > 0 && !isEnded && !bytes.HasPrefix(last, []byte("---")) {
		// The line break that was added would be one of a scalar's.
		all[len(all)-1] = bytes.TrimSuffix(all[len(all)-1], []byte("\n"))
	}
	return all, nil
}

func readKyaml(text []byte) ([]json.RawMessage, error) {
	reader := kio.ByteReader{Reader: bytes.NewReader(text), OmitReaderAnnotations: true, DisableUnwrapping: true}
	nodes, err := reader.Read()
	if err != nil {
		return nil, err
	}
	values := []json.RawMessage{}
	for _, node := range nodes {
		value, err := node.MarshalJSON()
		if err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, nil
}

func decoded(values []json.RawMessage) []any {
	all := make([]any, len(values))
	for i, value := range values {
		if err := json.Unmarshal(value, &all[i]); err != nil {
			all[i] = err.Error()
		}
	}
	return all
}
