package main

import (
	"reflect"
	"strings"
)

// patchOf makes a patch for original: new values that often meet the original's, directives, nulls, and now and then
// something malformed.
func (g *generator) patchOf(t reflect.Type, original any, key string) any {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	patch := g.value(t, key)
	object, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	before, _ := original.(map[string]any)
	if t.Kind() == reflect.Struct {
		g.patchFields(t, object, before)
		g.addRetainKeys(object, before)
	}
	for _, name := range sortedNames(before) {
		if name != key && g.oneIn(10) && !isObject(before[name]) && !isOrdered(object, name) {
			object[name] = nil
		}
	}
	if key == "" && g.oneIn(25) {
		object["$patch"] = pick(g, "replace", "delete", "replace", "delete", "merge")
	}
	return object
}

func isOrdered(object map[string]any, name string) bool {
	_, ordered := object["$setElementOrder/"+name]
	return ordered
}

func (g *generator) patchFields(t reflect.Type, object, before map[string]any) {
	fields := jsonFields(t)
	for _, name := range sortedNames(object) {
		field, known := fields[name]
		if !known {
			continue
		}
		key := field.Tag.Get("patchMergeKey")
		fieldType := field.Type
		if fieldType.Kind() == reflect.Pointer {
			fieldType = fieldType.Elem()
		}
		switch {
		case g.oneIn(60) && name != "spec":
			object[name] = pick[any](g, "text", []any{}, map[string]any{}, nil)
		case fieldType.Kind() == reflect.Slice && strings.Contains(field.Tag.Get("patchStrategy"), "merge"):
			g.patchList(object, before, listField{name: name, key: key, item: fieldType.Elem()})
		case fieldType.Kind() == reflect.Struct && isObject(object[name]):
			object[name] = g.patchOf(fieldType, before[name], "")
		}
	}
}

func isObject(value any) bool {
	_, ok := value.(map[string]any)
	return ok
}

// addRetainKeys lists the patch's own keys and some of the original's, and rarely forgets one.
func (g *generator) addRetainKeys(object, before map[string]any) {
	if !g.oneIn(10) || len(object) == 0 {
		return
	}
	retained := []any{}
	for _, name := range sortedNames(object) {
		if !strings.HasPrefix(name, "$") && !g.oneIn(30) {
			retained = append(retained, name)
		}
	}
	for _, name := range sortedNames(before) {
		if _, has := object[name]; !has && g.oneIn(2) {
			retained = append(retained, name)
		}
	}
	object["$retainKeys"] = retained
}

type listField struct {
	name, key string
	item      reflect.Type
}

// patchList makes the patch of a list with the merge strategy: changes of the original's items, deletions, an order.
func (g *generator) patchList(object, before map[string]any, field listField) {
	original, _ := before[field.name].([]any)
	var patch []any
	if field.key == "" {
		patch = g.patchScalars(object, original, field)
	} else {
		for _, item := range object[field.name].([]any) {
			patch = append(patch, g.patchItem(item, original, field))
		}
		if g.oneIn(40) {
			patch = append([]any{map[string]any{"$patch": "replace"}}, patch...)
		}
		if g.oneIn(40) {
			delete(patch[len(patch)-1].(map[string]any), field.key)
		}
	}
	object[field.name] = patch
	if g.oneIn(5) {
		object["$setElementOrder/"+field.name] = g.orderOf(patch, original, field)
	}
}

func (g *generator) patchScalars(object map[string]any, original []any, field listField) []any {
	patch := object[field.name].([]any)
	if !g.oneIn(3) {
		return patch
	}
	unwanted := []any{}
	for _, item := range original {
		if !contains(patch, item, "") {
			unwanted = append(unwanted, item)
		}
	}
	object["$deleteFromPrimitiveList/"+field.name] = unwanted
	return patch
}

func (g *generator) patchItem(item any, original []any, field listField) any {
	object := item.(map[string]any)
	if g.oneIn(6) {
		deleted := map[string]any{"$patch": "delete", field.key: object[field.key]}
		if g.oneIn(20) {
			deleted["$patch"] = pick(g, "merge", "remove")
		}
		return deleted
	}
	for _, other := range original {
		if sameKey(item, other, field.key) {
			patched := g.patchOf(field.item, other, field.key).(map[string]any)
			patched[field.key] = object[field.key]
			if protocol, states := object["protocol"]; states {
				patched["protocol"] = protocol
			} else {
				delete(patched, "protocol")
			}
			return g.retaining(patched)
		}
	}
	return item
}

// retaining mends $retainKeys after the item was given another key.
func (g *generator) retaining(patched map[string]any) map[string]any {
	retained, _ := patched["$retainKeys"].([]any)
	if retained != nil && patched["protocol"] != nil && !contains(retained, "protocol", "") {
		patched["$retainKeys"] = append(retained, "protocol")
	}
	return patched
}

// orderOf names the patch's items in their order and some of the original's between them.
func (g *generator) orderOf(patch, original []any, field listField) []any {
	order := []any{}
	named := func(item any) any {
		if field.key == "" {
			return item
		}
		return map[string]any{field.key: item.(map[string]any)[field.key]}
	}
	add := func(item any) {
		if object, ok := item.(map[string]any); ok && (object["$patch"] != nil || object[field.key] == nil) {
			return
		}
		if !contains(order, named(item), field.key) {
			order = append(order, named(item))
		}
	}
	rest := []any{}
	for _, item := range original {
		if g.oneIn(2) && !contains(patch, item, field.key) {
			rest = append(rest, item)
		}
	}
	for _, item := range patch {
		if len(rest) > 0 && g.oneIn(2) {
			add(rest[0])
			rest = rest[1:]
		}
		add(item)
	}
	for _, item := range rest {
		add(item)
	}
	if len(order) > 1 && g.oneIn(20) {
		order[0], order[1] = order[1], order[0]
	}
	if len(order) == 0 {
		add(map[string]any{field.key: "z"})
	}
	return order
}

func contains(list []any, item any, key string) bool {
	for _, other := range list {
		if sameKey(item, other, key) {
			return true
		}
	}
	return false
}

// withoutDirectives drops the directives that API machinery leaves in its result, as decoding into a typed object does.
func withoutDirectives(value any) any {
	switch value := value.(type) {
	case []any:
		for i := range value {
			value[i] = withoutDirectives(value[i])
		}
	case map[string]any:
		for name, item := range value {
			if strings.HasPrefix(name, "$") {
				delete(value, name)
			} else {
				value[name] = withoutDirectives(item)
			}
		}
	}
	return value
}
