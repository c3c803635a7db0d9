// Command quantity-rows writes test/data/quantity/rows.jsonl: texts made from a seed, the quantity that API machinery
// reads from each, and how it compares with the one before.
//
//	go run -C tools/kube-schema ./quantity-rows > test/data/quantity/rows.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
)

// row is one text; a text that is no quantity has no canonical form.
type row struct {
	In        string `json:"in"`
	Canonical string `json:"canonical,omitempty"`
	// Compared is the order of this row and the last one that is a quantity: -1, 0 or 1.
	Compared *int `json:"compared,omitempty"`
}

func main() {
	log.SetFlags(0)
	count := flag.Int("n", 1000, "how many rows to write")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	random := rand.New(rand.NewPCG(1, 20))
	var last *resource.Quantity
	for range *count {
		made := row{In: makeText(random)}
		if quantity, err := resource.ParseQuantity(made.In); err == nil {
			made.Canonical = quantity.String()
			if last != nil {
				compared := quantity.Cmp(*last)
				made.Compared = &compared
			}
			last = &quantity
		}
		line, err := json.Marshal(made)
		if err != nil {
			log.Fatalf("Cannot write %q: %v", made.In, err)
		}
		fmt.Fprintf(out, "%s\n", line)
	}
	if err := out.Flush(); err != nil {
		log.Fatalf("Cannot write the rows: %v", err)
	}
}

var (
	signs     = []string{"", "", "", "", "+", "-"}
	numbers   = []string{"", "0", "1", "10", "100", "1000", "1024", "1536", "2048", "12", "007", "999999999999", "9223372036854775807", "123456789012345678901"}
	fractions = []string{"", "", "", ".", ".0", ".5", ".25", ".100", ".000", ".0001", ".0000000001", ".123456789012"}
	suffixes  = []string{"", "", "n", "u", "m", "k", "K", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e0", "e3", "E3", "e4", "e-2", "e+6", "e30", "e-30", "e", "mi", "x", "e 3"}
)

func makeText(random *rand.Rand) string {
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	number := pick(numbers)
	if random.IntN(3) == 0 {
		number = strings.TrimLeft(fmt.Sprint(random.IntN(100000)), "0")
	}
	return pick(signs) + number + pick(fractions) + pick(suffixes)
}
