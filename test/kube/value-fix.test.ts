import { valueFix } from "../../src/kube/value-fix.ts";
import type { Value } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const rows: readonly { readonly found: Value | undefined; readonly expected: string; readonly key?: string; readonly fix: string }[] = [
  { found: undefined, expected: "a string", fix: "add it" },
  { found: 1.3, expected: "a string", fix: "put the value in quotes" },
  { found: true, expected: "text", fix: "put the value in quotes" },
  { found: "2020", expected: "a whole number", fix: "remove the quotes" },
  { found: "http", expected: "a whole number", fix: "write a whole number" },
  { found: { name: "a" }, expected: "a list", fix: "write a list: each entry begins with a dash" },
  { found: { LEVEL: 1 }, expected: "a list", key: "env", fix: 'write a list: [{name: LEVEL, value: "1"}]' },
  { found: { name: { a: "b" } }, expected: "a list", key: "env", fix: "write a list: each entry begins with a dash" },
  { found: "Job", expected: "a list", key: "kinds", fix: 'write a list: ["Job"]' },
  { found: "sh -c true", expected: "a list", key: "command", fix: 'write a list: ["sh","-c","true"]' },
  { found: 80, expected: "a list", key: "ports", fix: "write a list: [80]" },
  { found: null, expected: "a list with at least one entry", fix: "add an entry, or remove the field" },
  { found: [], expected: "a list with at least one entry", fix: "add an entry" },
  { found: ["a=b"], expected: "a map", fix: "write KEY: VALUE pairs" },
  { found: "64MB", expected: "a quantity such as 500m or 1Gi", fix: "write 64M or 64Mi" },
  { found: "1.5 kb", expected: "a quantity such as 500m or 1Gi", fix: "write 1.5k or 1.5Ki" },
  { found: "5g", expected: "a quantity such as 500m or 1Gi", fix: "write 5G or 5Gi" },
  { found: null, expected: "text", fix: "write a value, or remove the field" },
  { found: null, expected: "a value, as the field is required", fix: "write a value" },
  { found: "true", expected: "true or false", fix: "remove the quotes" },
  { found: "yes please", expected: "true or false", fix: "write true or false" },
  { found: "mesh", expected: '"istio"', fix: "write istio" },
  { found: "5%", expected: "a number", fix: "write 5" },
  { found: "always", expected: "Always, IfNotPresent or Never", fix: "write Always" },
  { found: "lots", expected: "a quantity such as 500m or 1Gi", fix: "write a quantity such as 500m or 1Gi" },
  { found: 200, expected: "a number from 0 to 100", fix: "write a number from 0 to 100" },
  { found: "Verbose", expected: "trace, debug or info", fix: "write trace, debug or info" },
  { found: "cpus", expected: "cpu, memory, or a resource with a domain such as example.com/gpu", fix: "write cpu" },
  { found: "USR1", expected: "none for a native sidecar", fix: "remove it" },
  { found: "a", expected: "a label value: at most 63 letters", fix: "correct the value" },
  { found: "regcred", expected: "a map", key: "imagePullSecrets[0]", fix: "write a map, such as {name: regcred}" },
  { found: "debug", expected: "a map", key: "proxy", fix: "write a map" },
  { found: { repository: "a/b", tag: 3 }, expected: "a string", key: "image", fix: "write it as one text: a/b:3" },
  { found: { registry: "r.example.com", name: "b" }, expected: "a string", key: "image", fix: "write it as one text: r.example.com/b" },
  { found: { a: "b" }, expected: "a string", key: "image", fix: "write it as one text" },
];

table("how to correct a value", rows, {
  title: ({ found, expected, key = "a" }) => `${key}: ${JSON.stringify(found)} for ${expected}`,
  run: ({ found, expected, key = "a", fix }) => assert.is(valueFix(found, expected, key), fix),
});
