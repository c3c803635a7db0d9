// Command kube-judge says what Kubernetes' API server says of objects with pod templates, without a server: its own
// decoding, defaulting and validation, and the levels of Pod Security.
//
//	kube-judge FILE...          a line of text for each thing that is refused (DECODE, STRICT, REFUSED), and for each
//	                            level of Pod Security that the pods break (PSA baseline, PSA restricted)
//	kube-judge -jsonl           reads one object of JSON a line from stdin, answers each with a line of JSON
//	kube-judge -stored FILE...  prints each object as the server stores it, one line of JSON each; with -jsonl: from stdin
//	kube-judge -apply FILE...   prints what kubectl changes where each is applied again, {} for "unchanged"; with -jsonl: from stdin
//
// Exit 1 where a document cannot be read at all, 2 for wrong arguments; what a server refuses is no failure.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
)

func main() {
	log.SetFlags(0)
	lines := flag.Bool("jsonl", false, "read one object of JSON a line from stdin, and answer in JSON")
	stored := flag.Bool("stored", false, "print objects as the server stores them")
	applied := flag.Bool("apply", false, "print what kubectl changes where objects are applied again")
	flag.Parse()
	answer := answerFor(*stored, *applied)
	if *lines == (flag.NArg() > 0) {
		flag.Usage()
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	var err error
	if *lines {
		err = fromLines(os.Stdin, out, answer)
	}
	for _, file := range flag.Args() {
		err = errors.Join(err, fromFile(file, out, answer))
	}
	if err := errors.Join(err, out.Flush()); err != nil {
		log.Fatal(err)
	}
}

// Answer writes what is asked for about one object in JSON.
type Answer func(document []byte, out io.Writer) error

// answerFor is nil where verdicts are asked for, whose form depends on where the objects come from.
func answerFor(stored, applied bool) Answer {
	if stored {
		return printStored
	} else if applied {
		return printApplied
	}
	return nil
}

func fromLines(in io.Reader, out io.Writer, answer Answer) error {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 64<<20)
	if answer == nil {
		answer = func(document []byte, out io.Writer) error { return json.NewEncoder(out).Encode(judge(document)) }
	}
	for scanner.Scan() {
		if err := answer(scanner.Bytes(), out); err != nil {
			return err
		}
	}
	return scanner.Err()
}

func fromFile(file string, out io.Writer, answer Answer) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		document, err := reader.Read()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		object, err := utilyaml.ToJSON(document)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if len(bytes.TrimSpace(object)) < 5 {
			continue
		}
		if answer == nil {
			printVerdict(file, judge(object), out)
		} else if err := answer(object, out); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
}

func printVerdict(file string, verdict Verdict, out io.Writer) {
	if verdict.Decode != "" {
		fmt.Fprintf(out, "%s: DECODE %s\n", file, verdict.Decode)
	}
	if verdict.Strict != "" {
		fmt.Fprintf(out, "%s: STRICT %s\n", file, verdict.Strict)
	}
	for _, refused := range verdict.Refused {
		fmt.Fprintf(out, "%s: %s REFUSED %s\n", file, verdict.Object, refused)
	}
	for _, level := range levels {
		if detail, broken := verdict.PodSecurity[level]; broken {
			fmt.Fprintf(out, "%s: %s PSA %s %s\n", file, verdict.Object, level, strings.TrimSpace(detail))
		}
	}
}
