// Command guard-judge says what Kubernetes' API server says of the policies that `podgraft guard` prints, without a server:
// its own validation, type check and evaluation of ValidatingAdmissionPolicies.
//
//	guard-judge < CASES.jsonl
//
// A line of input is {"policies": [{"policy": ..., "binding": ...}], "cases": [{"namespace": ..., "pod": ..., "accounts": [...],
// "groups": [...]}]}; the line of output says what the server finds wrong with the policies (faults), for each pod what it is refused for ("" for nothing), and what
// the dearest pod costs of what the server grants an expression.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 256<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var asked Asked
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		if err := out.Encode(judge(asked)); err != nil {
			log.Fatal(err)
		}
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
}
