// mesh-messages prints src/istio/config/messages.gen.ts: the shape of Istio's MeshConfig and ProxyConfig messages, and of
// every message and enum that they reach, read from the descriptors of istio.io/api at the version in go.mod.
//
//	go run . > ../../src/istio/config/messages.gen.ts
package main

import (
	"fmt"
	"os"
	"regexp"
	"runtime/debug"
	"sort"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	mesh "istio.io/api/mesh/v1alpha1"
	networking "istio.io/api/networking/v1beta1"
)

// wellKnown gives the messages that protobuf's JSON form writes in a way of their own.
var wellKnown = map[protoreflect.FullName]string{
	"google.protobuf.Duration":    "duration",
	"google.protobuf.Struct":      "struct",
	"google.protobuf.Value":       "value",
	"google.protobuf.BoolValue":   "boolValue",
	"google.protobuf.StringValue": "stringValue",
	"google.protobuf.DoubleValue": "doubleValue",
	"google.protobuf.Int32Value":  "int32Value",
	"google.protobuf.UInt32Value": "uint32Value",
	"google.protobuf.Int64Value":  "int64Value",
	"google.protobuf.UInt64Value": "uint64Value",
}

// renamed keeps apart two messages that have one Go name in different packages.
var renamed = map[protoreflect.FullName]string{"istio.networking.v1beta1.ProxyConfig": "ProxyConfigResource"}

type schema struct {
	messages map[string]protoreflect.MessageDescriptor
	enums    map[string]protoreflect.EnumDescriptor
}

func main() {
	s := schema{map[string]protoreflect.MessageDescriptor{}, map[string]protoreflect.EnumDescriptor{}}
	s.reach((&mesh.MeshConfig{}).ProtoReflect().Descriptor())
	s.reach((&networking.ProxyConfig{}).ProtoReflect().Descriptor())
	fmt.Printf("// Made by tools/mesh-messages from istio.io/api %s. Do not edit.\n\n", apiVersion())
	fmt.Println("/**")
	fmt.Println(" * Each message's fields in the order of the .proto file: JSON name to kind, or to [kind, the oneof that it belongs to or \"\",")
	fmt.Println(" * the .proto file's name where the JSON name does not tell it].")
	fmt.Println(" */")
	fmt.Println("export const messages = {")
	for _, name := range sorted(s.messages) {
		printMessage(name, s.messages[name])
	}
	fmt.Println("} as const;")
	fmt.Println("\n/** Each enum's names with their numbers; the first is the zero value. */")
	fmt.Println("export const enums = {")
	for _, name := range sorted(s.enums) {
		printEnum(name, s.enums[name])
	}
	fmt.Println("} as const;")
}

func apiVersion() string {
	info, ok := debug.ReadBuildInfo()
	if ok {
		for _, dep := range info.Deps {
			if dep.Path == "istio.io/api" {
				return dep.Version
			}
		}
	}
	fmt.Fprintln(os.Stderr, "the version of istio.io/api is unknown")
	os.Exit(1)
	return ""
}

func (s schema) reach(message protoreflect.MessageDescriptor) {
	name := goName(message)
	if known, ok := s.messages[name]; ok {
		if known.FullName() != message.FullName() {
			panic(fmt.Sprintf("%s and %s have one name", known.FullName(), message.FullName()))
		}
		return
	}
	s.messages[name] = message
	for i := range message.Fields().Len() {
		s.reachField(message.Fields().Get(i))
	}
}

func (s schema) reachField(field protoreflect.FieldDescriptor) {
	if field.IsMap() {
		field = field.MapValue()
	}
	if field.Enum() != nil {
		s.enums[goName(field.Enum())] = field.Enum()
	}
	if field.Message() != nil && wellKnown[field.Message().FullName()] == "" {
		s.reach(field.Message())
	}
}

func printMessage(name string, message protoreflect.MessageDescriptor) {
	var entries []string
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		oneof := ""
		if of := field.ContainingOneof(); of != nil && !of.IsSynthetic() {
			oneof = camel(string(of.Name()))
		}
		facts := fmt.Sprintf("%q", kind(field))
		if snake(field.JSONName()) != string(field.Name()) {
			facts = fmt.Sprintf("[%s, %q, %q]", facts, oneof, field.Name())
		} else if oneof != "" {
			facts = fmt.Sprintf("[%s, %q]", facts, oneof)
		}
		entries = append(entries, field.JSONName()+": "+facts)
	}
	printObject(name, entries)
}

func printEnum(name string, enum protoreflect.EnumDescriptor) {
	var entries []string
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		entries = append(entries, fmt.Sprintf("%s: %d", value.Name(), value.Number()))
	}
	printObject(name, entries)
}

// printObject writes an object's entries in lines of at most 140 characters.
func printObject(name string, entries []string) {
	line := "  " + name + ": {"
	for _, entry := range entries {
		if len(line)+len(entry)+2 > 140 {
			fmt.Println(line)
			line = "   "
		}
		line += " " + entry + ","
	}
	fmt.Println(line + " },")
}

// snake is the name in a .proto file of which protobuf mostly makes the JSON name.
func snake(jsonName string) string {
	return capital.ReplaceAllStringFunc(jsonName, func(letter string) string { return "_" + strings.ToLower(letter) })
}

var capital = regexp.MustCompile("[A-Z]")

// kind is "list K", "map K" (keys are strings), "message NAME", "enum NAME", a scalar or a well-known message's word;
// "?" after a scalar says that its presence is kept.
func kind(field protoreflect.FieldDescriptor) string {
	if field.IsMap() {
		if field.MapKey().Kind() != protoreflect.StringKind {
			panic(fmt.Sprintf("%s has keys that are no strings", field.FullName()))
		}
		return "map " + single(field.MapValue())
	}
	if field.IsList() {
		return "list " + single(field)
	}
	if field.HasOptionalKeyword() {
		return single(field) + "?"
	}
	return single(field)
}

func single(field protoreflect.FieldDescriptor) string {
	switch {
	case field.Enum() != nil:
		return "enum " + goName(field.Enum())
	case field.Message() == nil:
		return field.Kind().String()
	case wellKnown[field.Message().FullName()] != "":
		return wellKnown[field.Message().FullName()]
	}
	return "message " + goName(field.Message())
}

// goName is the name of the Go type: nested types are joined by "_".
func goName(d protoreflect.Descriptor) string {
	if name, ok := renamed[d.FullName()]; ok {
		return name
	}
	name := camel(string(d.Name()))
	if parent, ok := d.Parent().(protoreflect.MessageDescriptor); ok {
		return goName(parent) + "_" + name
	}
	return name
}

// camel is enough of protoc-gen-go's rule for the names of oneofs, messages and enums that occur here.
func camel(name string) string {
	parts := strings.Split(name, "_")
	for i, part := range parts {
		if part != "" {
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
