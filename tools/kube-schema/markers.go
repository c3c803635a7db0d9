package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
)

// markers are what reflection cannot see: comment lines such as "+listMapKey=name" above a field.
type markers struct {
	listMapKeys []string
	// defaultValue is a default that is a plain word, without its quotes; others are left out.
	defaultValue string
}

// markerReader reads the types.go of a package when the first field of it is asked for.
type markerReader struct {
	packages map[string]map[string]markers
}

func newMarkerReader() *markerReader {
	return &markerReader{packages: map[string]map[string]markers{}}
}

func (r *markerReader) of(t reflect.Type, field string) (markers, error) {
	fields, ok := r.packages[t.PkgPath()]
	if !ok {
		var err error
		if fields, err = readMarkers(t.PkgPath()); err != nil {
			return markers{}, err
		}
		r.packages[t.PkgPath()] = fields
	}
	found, ok := fields[t.Name()+"."+field]
	if !ok {
		return markers{}, fmt.Errorf("the source of %s has no field %s.%s", t.PkgPath(), t.Name(), field)
	}
	return found, nil
}

func readMarkers(pkgPath string) (map[string]markers, error) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", pkgPath).Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pkgPath, err)
	}
	path := filepath.Join(strings.TrimSpace(string(dir)), "types.go")
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	fields := map[string]markers{}
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if structType, ok := spec.Type.(*ast.StructType); ok {
			for _, field := range structType.Fields.List {
				for _, name := range namesOf(field) {
					fields[spec.Name.Name+"."+name] = parseMarkers(field.Doc)
				}
			}
		}
		return false
	})
	return fields, nil
}

// namesOf gives an embedded field the name of its type, as Go does.
func namesOf(field *ast.Field) []string {
	if selector, ok := field.Type.(*ast.SelectorExpr); ok && len(field.Names) == 0 {
		return []string{selector.Sel.Name}
	}
	var names []string
	for _, name := range field.Names {
		names = append(names, name.Name)
	}
	return names
}

func parseMarkers(doc *ast.CommentGroup) markers {
	var found markers
	if doc == nil {
		return found
	}
	for _, comment := range doc.List {
		name, value, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(comment.Text, "//")), "=")
		switch name {
		case "+listMapKey":
			found.listMapKeys = append(found.listMapKeys, value)
		case "+default":
			var word string
			if json.Unmarshal([]byte(value), &word) == nil && !strings.ContainsAny(word, " \t") {
				found.defaultValue = word
			}
		}
	}
	return found
}
