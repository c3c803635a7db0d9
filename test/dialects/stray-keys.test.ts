import type { Dialect } from "../../src/dialects/dialect.ts";
import { misplacedAccountKeys, strayKeys } from "../../src/dialects/stray-keys.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const dialect = {
  party: "Example",
  podKeys: { labels: ["example.com/use"], annotations: ["example.com/inject", "config.example.com/log-level"] },
  accountKeys: ["example.com/role"],
  written: ["example.com/injected", "config.example.com/log-level"],
} as Partial<Dialect> as Dialect;

interface Row {
  readonly what: string;
  readonly labels?: object;
  readonly annotations?: object;
  readonly isInjected?: boolean;
  readonly spec?: object;
  readonly told: readonly string[];
}

const rows: readonly Row[] = [
  { what: "its own keys", labels: { "example.com/use": "true" }, annotations: { "example.com/inject": "on" }, told: [] },
  { what: "others' keys", labels: { "other.com/us": "true" }, annotations: { inject: "on", "example.org/inject": "on" }, told: [] },
  {
    what: "a misspelt annotation",
    annotations: { "example.com/injct": "on" },
    told: ["UnknownAnnotation: write example.com/inject"],
  },
  { what: "one that the dialect reports itself", annotations: { "example.com/injct": "on" }, isInjected: true, told: [] },
  {
    what: "what the injector writes",
    labels: { "example.com/injected": "true", "config.example.com/log-level": "debug" },
    annotations: { "example.com/injected": "true" },
    told: [],
  },
  { what: "one that is near none", annotations: { "example.com/something": "on" }, told: [] },
  {
    what: "one of another domain of it",
    annotations: { "example.com/log-level": "debug" },
    told: ["UnknownAnnotation: write config.example.com/log-level"],
  },
  {
    what: "a label that is read as an annotation",
    labels: { "example.com/inject": "on" },
    told: ["MisplacedAnnotation: move it to the pod template's metadata.annotations"],
  },
  {
    what: "an annotation that is read as a label",
    annotations: { "example.com/use": "true" },
    isInjected: true,
    told: ["MisplacedAnnotation: move it to the pod template's metadata.labels"],
  },
  { what: "one that is both", labels: { "example.com/use": "true" }, annotations: { "example.com/use": "true" }, told: [] },
  {
    what: "an annotation of the ServiceAccount",
    annotations: { "example.com/role": "a" },
    told: ["MisplacedAnnotation: move it to metadata.annotations of the ServiceAccount default"],
  },
  {
    what: "the same of a named ServiceAccount, as a label",
    labels: { "example.com/role": "a" },
    spec: { serviceAccountName: "web" },
    told: ["MisplacedAnnotation: move it to metadata.annotations of the ServiceAccount web"],
  },
  {
    what: "the same of one named in the older field",
    annotations: { "example.com/role": "a" },
    spec: { serviceAccountName: "", serviceAccount: "old" },
    told: ["MisplacedAnnotation: move it to metadata.annotations of the ServiceAccount old"],
  },
];

table("a pod with", rows, {
  title: ({ what }) => what,
  run: ({ labels = {}, annotations = {}, spec = {}, isInjected = false, told }) => {
    const pod = toValue({ metadata: { labels, annotations }, spec }) as ValueMap;
    assert.equal(
      strayKeys(pod, dialect, isInjected).map(({ code, fix }) => `${code}: ${fix}`),
      told,
    );
    assert.equal(misplacedAccountKeys(pod, { party: "Example" }), []);
  },
});
