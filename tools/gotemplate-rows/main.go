// gotemplate-rows renders templates with Go's own text/template and sprig, as the judge of src/gotemplate.
//
// It reads rows as JSON, one a line, and writes for each what Go made of it, in the same order: {"text": ...} or
// {"error": ...}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"
	"time"

	"github.com/Masterminds/sprig/v3"
)

// row is one template and how to render it.
type row struct {
	Name       string `json:"name"`
	Template   string `json:"template"`
	Data       any    `json:"data"`
	World      bool   `json:"world"`      // the data is newWorld(), with structs and typed maps
	Plain      bool   `json:"plain"`      // without sprig
	MissingKey string `json:"missingKey"` // default, zero or error
	Left       string `json:"left"`
	Right      string `json:"right"`
}

type result struct {
	Text  *string `json:"text,omitempty"`
	Error *string `json:"error,omitempty"`
}

func main() {
	time.Local = time.UTC
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for in.Scan() {
		var r row
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			fail(err)
		}
		if err := encoder.Encode(render(r)); err != nil {
			fail(err)
		}
	}
	if err := in.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func render(r row) result {
	var out strings.Builder
	if err := execute(r, &out); err != nil {
		text := err.Error()
		return result{Error: &text}
	}
	text := out.String()
	return result{Text: &text}
}

func execute(r row, out *strings.Builder) error {
	name := r.Name
	if name == "" {
		name = "row"
	}
	t := template.New(name).Delims(r.Left, r.Right)
	if !r.Plain {
		t.Funcs(sprig.TxtFuncMap())
	}
	if r.MissingKey != "" {
		t.Option("missingkey=" + r.MissingKey)
	}
	if _, err := t.Parse(r.Template); err != nil {
		return err
	}
	data := r.Data
	if r.World {
		data = newWorld()
	}
	return t.Execute(out, data)
}
