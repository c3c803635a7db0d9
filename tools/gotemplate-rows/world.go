package main

import (
	"errors"
	"fmt"
	"strings"
)

// Phase is a string of a declared type.
type Phase string

// Labels is a map of a declared type.
type Labels map[string]string

// Inner is a message: its getters answer for an absent one, too.
type Inner struct {
	Value bool
	Note  string
}

func (i *Inner) GetValue() bool {
	return i != nil && i.Value
}

func (i *Inner) GetNote() string {
	if i == nil {
		return "absent"
	}
	return i.Note
}

// Named prints itself.
type Named struct{ name string }

func (n Named) String() string { return "named " + n.name }

// World holds one value of each sort that plain data cannot hold. test/gotemplate/world.ts has the same.
type World struct {
	Name       string
	Phase      Phase
	Count      int
	Small      int8
	Port       int32
	Big        int64
	Unsigned   uint64
	Ratio      float32
	Flag       bool
	Strings    []string
	Ints       []int
	Ports      []int32
	Bytes      []byte
	Texts      map[string]string
	Labels     Labels
	Numbers    map[string]int
	Codes      map[int]string
	NilTexts   map[string]string
	NilStrings []string
	Number     *int64
	NoNumber   *int64
	Truth      *bool
	Inner      Inner
	Pointer    *Inner
	NoPointer  *Inner
	Inners     []Inner
	Pointers   []*Inner
	Anything   any
	Nothing    any
	Named      Named
	Join       func(string, ...string) string
	Fail       func(int) (string, error)
	NoFunc     func()
}

func (w *World) GetPointer() *Inner    { return w.Pointer }
func (w *World) GetNoPointer() *Inner  { return w.NoPointer }
func (w *World) Greet(s string) string { return "hello " + s }
func (w *World) Sum(base int, more ...int) int {
	for _, n := range more {
		base += n
	}
	return base
}
func (w *World) Failing() (string, error) { return "", errors.New("it failed") }
func (w *World) Wants32(n int32, u uint8, f float64, b bool) string {
	return fmt.Sprintf("%d %d %g %t", n, u, f, b)
}

func newWorld() *World {
	number, truth := int64(42), true
	return &World{
		Name: "world", Phase: "Running", Count: 3, Small: -4, Port: 8080, Big: 1 << 40, Unsigned: 7, Ratio: 0.1, Flag: true,
		Strings: []string{"b", "a", ""}, Ints: []int{3, 1, 2}, Ports: []int32{80, 443}, Bytes: []byte("hi"),
		Texts: map[string]string{"one": "1", "two": "2"}, Labels: Labels{"app": "web", "a.b/c": "d"},
		Numbers: map[string]int{"x": 1, "y": 2}, Codes: map[int]string{10: "ten", 9: "nine"},
		Number: &number, Truth: &truth,
		Inner: Inner{Value: true, Note: "inner"}, Pointer: &Inner{Value: true, Note: "pointer"},
		Inners: []Inner{{Note: "first"}, {Note: "second"}}, Pointers: []*Inner{nil, {Note: "there"}},
		Anything: "thing", Named: Named{"n"},
		Join: func(sep string, parts ...string) string { return strings.Join(parts, sep) },
		Fail: func(n int) (string, error) { return "", fmt.Errorf("failed with %d", n) },
	}
}
