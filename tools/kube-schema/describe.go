package main

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// Go structs that JSON knows as something else.
var scalarTypes = map[reflect.Type]string{
	reflect.TypeFor[resource.Quantity]():  "quantity",
	reflect.TypeFor[intstr.IntOrString](): "int-or-string",
	reflect.TypeFor[metav1.Time]():        "time",
	reflect.TypeFor[metav1.MicroTime]():   "time",
	reflect.TypeFor[metav1.FieldsV1]():    "any",
	reflect.TypeFor[[]byte]():             "bytes",
}

var scalarKinds = map[reflect.Kind]string{
	reflect.String:  "string",
	reflect.Bool:    "boolean",
	reflect.Int32:   "integer",
	reflect.Int64:   "integer",
	reflect.Float64: "number",
}

type describer struct {
	markers *markerReader
	lines   map[string][]string
	types   map[string]reflect.Type
}

// describe gives the table's text for root and every type that it reaches, in the order of their names.
func describe(root reflect.Type) (string, error) {
	d := &describer{markers: newMarkerReader(), lines: map[string][]string{}, types: map[string]reflect.Type{}}
	if _, err := d.typeOf(root); err != nil {
		return "", err
	}
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(d.lines)) {
		fmt.Fprintf(&text, "%s\n", name)
		for _, line := range d.lines[name] {
			fmt.Fprintf(&text, " %s\n", line)
		}
	}
	return text.String(), nil
}

// typeOf spells a type as the table does: *T, []T, {}T (a map of strings to T), a scalar, or a struct's Go name.
func (d *describer) typeOf(t reflect.Type) (string, error) {
	if scalar, ok := scalarTypes[t]; ok {
		return scalar, nil
	}
	if scalar, ok := scalarKinds[t.Kind()]; ok {
		return scalar, nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		return d.prefixed("*", t.Elem())
	case reflect.Slice:
		return d.prefixed("[]", t.Elem())
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			return "", fmt.Errorf("%v has keys that are no strings", t)
		}
		return d.prefixed("{}", t.Elem())
	case reflect.Struct:
		return t.Name(), d.addStruct(t)
	}
	return "", fmt.Errorf("%v is of a kind that JSON does not know", t)
}

func (d *describer) prefixed(prefix string, elem reflect.Type) (string, error) {
	name, err := d.typeOf(elem)
	return prefix + name, err
}

func (d *describer) addStruct(t reflect.Type) error {
	if known, ok := d.types[t.Name()]; ok {
		if known != t {
			return fmt.Errorf("%v and %v have one name", known, t)
		}
		return nil
	}
	d.types[t.Name()] = t
	lines, err := d.fieldsOf(t)
	d.lines[t.Name()] = lines
	return err
}

// fieldsOf gives a line for each field, those of inlined structs among them, in Go's order.
func (d *describer) fieldsOf(t reflect.Type) ([]string, error) {
	var lines []string
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" {
			inlined, err := d.fieldsOf(field.Type)
			if err != nil {
				return nil, err
			}
			lines = append(lines, inlined...)
			continue
		}
		if name == "" || name == "-" {
			return nil, fmt.Errorf("%v.%s has no JSON name", t, field.Name)
		}
		typeName, err := d.typeOf(field.Type)
		if err != nil {
			return nil, err
		}
		if strings.Contains(options, "omitempty") {
			typeName += "?"
		}
		attributes, err := d.attributesOf(t, field, name)
		if err != nil {
			return nil, err
		}
		lines = append(lines, strings.Join(append([]string{name, typeName}, attributes...), " "))
	}
	return lines, nil
}

func (d *describer) attributesOf(t reflect.Type, field reflect.StructField, jsonName string) ([]string, error) {
	markers, err := d.markers.of(t, field.Name)
	if err != nil {
		return nil, err
	}
	var attributes []string
	add := func(name, value string) {
		if value != "" {
			attributes = append(attributes, name+"="+value)
		}
	}
	if field.Name != strings.ToUpper(jsonName[:1])+jsonName[1:] {
		add("go", field.Name)
	}
	add("strategy", field.Tag.Get("patchStrategy"))
	add("merge", field.Tag.Get("patchMergeKey"))
	add("keys", strings.Join(markers.listMapKeys, ","))
	add("default", markers.defaultValue)
	return attributes, nil
}
