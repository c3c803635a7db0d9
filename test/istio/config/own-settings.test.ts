import { beyond, ownSettings } from "../../../src/istio/config/own-settings.ts";
import { defaultValues } from "../../../src/istio/config/values.ts";
import { mergeValues } from "../../../src/value/value.ts";
import { assert, suite, table } from "../../cases.ts";
import { mapOf } from "../contexts.ts";

/** `own` merged onto `base` gives `theirs`. */
const rows: readonly { name: string; base: object; theirs: object; isWhole?: boolean; own: object }[] = [
  { name: "the same", base: { a: { b: 1 } }, theirs: { a: { b: 1 } }, own: {} },
  { name: "another value", base: { a: { b: 1, c: 2 } }, theirs: { a: { b: 3, c: 2 } }, own: { a: { b: 3 } } },
  { name: "a new map, though it is empty", base: {}, theirs: { a: {} }, own: { a: {} } },
  {
    name: "a map in place of a value, and a value in place of a map",
    base: { a: 1, b: { c: 1 } },
    theirs: { a: { d: 1 }, b: 1 },
    own: { a: { d: 1 }, b: 1 },
  },
  { name: "a list as a whole", base: { a: [1, 2] }, theirs: { a: [1] }, own: { a: [1] } },
  { name: "nothing, where theirs have defaults", base: { a: { b: 1 } }, theirs: { a: {} }, own: {} },
  { name: "null, where they are whole", base: { a: { b: 1 }, c: {} }, theirs: { a: {} }, isWhole: true, own: { a: { b: null }, c: null } },
  { name: "null as nothing", base: { a: 1 }, theirs: { a: null, b: null }, isWhole: true, own: { a: null } },
];

table("what one map has beyond another", rows, {
  title: ({ name }) => name,
  run: ({ base, theirs, isWhole = false, own }) => {
    const found = beyond(mapOf(base), mapOf(theirs), isWhole);
    assert.equal(found, mapOf(own));
    assert.equal(mergeValues(mapOf(base), found), mergeValues(mapOf(isWhole ? {} : base), mapOf(theirs)));
  },
});

const none = { values: mapOf({}), meshConfig: mapOf({}) };

/** What a MeshConfig says that the chart's defaults do not. */
const meshRows: readonly { name: string; mesh: object; above?: object; own: object }[] = [
  { name: "the defaults, written or not", mesh: { enablePrometheusMerge: true, connectTimeout: "10s" }, own: { defaultProviders: null } },
  { name: "a name in the other spelling", mesh: { trust_domain: "td" }, own: { trustDomain: "td", defaultProviders: null } },
  {
    name: "what the first control plane says and this one does not",
    mesh: {},
    above: { trustDomain: "td" },
    own: { trustDomain: null, defaultProviders: null },
  },
];

table("what a MeshConfig has beyond the chart's", meshRows, {
  title: ({ name }) => name,
  run: ({ mesh, above = {}, own }) => {
    const theirs = { values: defaultValues, isWhole: true, meshConfig: mapOf(mesh) };
    assert.equal(ownSettings(theirs, { ...none, meshConfig: mapOf(above) }), { values: mapOf({}), meshConfig: mapOf(own) });
  },
});

suite("own settings without a MeshConfig", (test) => {
  test("are the values alone", () =>
    assert.equal(ownSettings({ values: mapOf({ global: { network: "n" } }), isWhole: false, meshConfig: undefined }, none), {
      values: mapOf({ global: { network: "n" } }),
      meshConfig: mapOf({}),
    }));
});
