import { withoutProvenance, withProvenance } from "../../src/graft/annotate.ts";
import { PROVENANCE, parseHome, parseProvenance } from "../../src/graft/provenance.ts";
import { at, toValue, type ValueMap } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const provenance = parseProvenance("s 1; by a [xjJ0]\n/\nx Ga3q") ?? new Map();

/** An object, and what its annotation says about its own place. */
const objects: readonly [title: string, object: object, home: object | undefined][] = [
  ["annotations that stay", { metadata: { name: "web", annotations: { a: "b" } } }, undefined],
  ["no annotations", { metadata: { name: "web" } }, undefined],
  ["empty annotations", { metadata: { annotations: {} } }, { annotations: {} }],
  ["annotations without a value", { metadata: { annotations: null } }, { annotations: null }],
  ["metadata without a value", { metadata: null }, { metadata: null }],
  ["no metadata", { spec: {} }, {}],
];

table("the annotation on an object that has", objects, {
  title: ([title]) => title,
  run: ([, given, home]) => {
    const object = toValue(given) as ValueMap;
    const annotated = withProvenance(object, provenance);
    assert.equal(parseHome(at(annotated, "metadata", "annotations", PROVENANCE) as string), home && toValue(home));
    assert.equal(withoutProvenance(annotated), object);
  },
});
