import { assert, suite, table } from "../cases.ts";
import { KINDS, type Kind, meet, PARTIES, type Pair, type Party, partiesCalled } from "./conflict-parties.ts";

/** Those that there may be two of; two configurations under one's own met when the later one came. */
const TWICE: readonly Party[] = ["before", "custom", "after"];
/** A configuration meets the pod, and another one below it, as this one does. */
const TOLD_WHEN_IT_CAME: readonly string[] = ["pod x layer", "pod x upper", "layer x upper"];

const PAIRS: readonly Pair[] = PARTIES.flatMap((first, i) =>
  PARTIES.slice(i).flatMap((second): readonly Pair[] => {
    if (first === second && !TWICE.includes(first)) return [];
    return TOLD_WHEN_IT_CAME.includes(nameOf([first, second])) ? [] : [[first, second]];
  }),
);

function nameOf(pair: Pair): string {
  return pair.join(" x ");
}

const withOwn = ["pod x before", "pod x after"];
const ownOnly = ["before x before", "before x after", "after x after"];
const ownAndIstio = ["before x istio", "before x custom", "istio x after", "custom x after"];
const layerAndOwn = ["layer x before", "layer x after", "before x upper", "after x upper"];
const layerAndIstio = ["layer x istio", "layer x custom", "istio x upper", "custom x upper"];
const templates = ["istio x custom", "custom x custom"];
const withoutIstio = PAIRS.filter((pair) => !pair.includes("istio")).map(nameOf);

/** What is reported where two parties meet, and why nothing is. Errors leave the workload as it is. */
const EXPECTED: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  port: {
    "error PortConflict": [...withOwn, ...ownOnly, ...ownAndIstio, ...layerAndOwn, ...layerAndIstio],
    // Istio's injector puts both in.
    "warning PortConflict": ["pod x custom", ...templates],
    "warning ReservedPort": ["pod x istio"],
  },
  "host port": {
    "error PortConflict": [
      ...[...withOwn, ...ownOnly, "before x custom", "custom x after", ...layerAndOwn],
      ...["layer x custom", "custom x upper"],
    ],
    "warning PortConflict": ["pod x custom", "custom x custom"],
    "allowed: Istio takes no port of the host": PAIRS.filter((pair) => pair.includes("istio")).map(nameOf),
  },
  volume: {
    "error VolumeConflict": [...withOwn, ...ownOnly, ...ownAndIstio, ...layerAndOwn, ...layerAndIstio],
    // Istio's injector makes one volume with two sources of them.
    "warning VolumeConflict": ["pod x istio", "pod x custom", ...templates],
  },
  container: {
    "error ContainerConflict": [...withOwn, "before x istio", "before x custom", ...layerAndIstio],
    "error FieldConflict": [...ownOnly, "istio x after", "custom x after"],
    "error LayerConflict": layerAndOwn,
    "warning HandMadeProxy": ["pod x istio"],
    "allowed: Istio lays the pod's container over its own": ["pod x custom"],
    "allowed: a template changes what earlier ones brought": templates,
  },
  "other list": {
    "error ContainerConflict": [...withOwn, ...ownOnly, ...ownAndIstio, ...layerAndOwn, ...layerAndIstio],
    "warning ContainerConflict": ["pod x custom", "custom x custom"],
    "allowed: what a template says about the proxy moves to it": ["istio x custom"],
    "warning HandMadeProxy": ["pod x istio"],
  },
  field: {
    "error FieldConflict": [...withOwn, ...ownOnly, ...ownAndIstio],
    "error LayerConflict": [...layerAndOwn, ...layerAndIstio],
    "allowed: Istio overwrites the pod's": ["pod x istio", "pod x custom"],
    "allowed: a template changes what earlier ones brought": templates,
  },
  user: {
    "warning ProxyUser": PAIRS.filter((pair) => pair.includes("istio")).map(nameOf),
    "allowed: containers may share a user": withoutIstio,
  },
};

suite("the table of conflicts", (test) => {
  for (const kind of KINDS)
    test(`says about each pair once what becomes of one ${kind}`, () => {
      assert.equal(Object.values(EXPECTED[kind]).flat().sort(), PAIRS.map(nameOf).sort());
    });
});

const cells = KINDS.flatMap((kind) => PAIRS.map((pair) => ({ kind, pair })));

table("two parties meet in one pod", cells, {
  title: ({ kind, pair }) => `${kind}: ${nameOf(pair)}`,
  run: async ({ kind, pair }) => {
    const { diagnostics, isInjected } = await meet(pair, kind);
    const found = diagnostics.filter(({ severity }) => severity !== "info");
    const [wanted] = Object.entries(EXPECTED[kind]).find(([, pairs]) => pairs.includes(nameOf(pair))) as [string, unknown];
    const isAllowed = wanted.startsWith("allowed");
    assert.equal(
      found.map(({ severity, code }) => `${severity} ${code}`),
      isAllowed ? [] : [wanted],
    );
    assert.is(isInjected, !wanted.startsWith("error"));
    const namesBoth = ["PortConflict", "VolumeConflict", "ContainerConflict", "FieldConflict"];
    for (const { code, message } of found)
      if (namesBoth.includes(code)) for (const party of partiesCalled(pair)) assert.ok(message.includes(party), `${party}: ${message}`);
  },
});
