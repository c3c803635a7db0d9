import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import type { Input } from "../../docs/playground/input.ts";
import { fragmentOf, inputOf } from "../../docs/playground/link.ts";
import { assert, suite, table } from "../cases.ts";

const fragment = async (input: Input) => {
  const made = await fragmentOf(input);
  return "fragment" in made ? made.fragment : made.problem;
};

/** A fragment of a text as a stranger could write it. */
const packed = (text: string) => `#input=${deflateRawSync(text).toString("base64url")}`;

table(
  "an input that goes through a link",
  [
    { manifests: "", config: "" },
    { manifests: "kind: Deployment\r\n", config: "\ttab\n" },
    { manifests: "<script>alert(1)</script>", config: "\u0000\u202e\u{1f331} ünïcödé" },
    { manifests: "a: b\n".repeat(50_000), config: "x" },
  ],
  {
    title: ({ manifests }) => JSON.stringify(manifests.slice(0, 40)),
    run: async (input) => assert.equal(await inputOf(await fragment(input)), input),
  },
);

const DAMAGED = "This link is damaged: its input cannot be read. Copy the link again, all of it.";
const LONG = "The input in this link is too long, and was not read.";

table(
  "what is not an input",
  [
    { hash: "", found: undefined },
    { hash: "#diff-head", found: undefined },
    { hash: "#input=", found: DAMAGED },
    { hash: "#input=%00", found: DAMAGED },
    { hash: "#input=AAAA", found: DAMAGED },
    { hash: packed("[]"), found: DAMAGED },
    { hash: packed('["a"]'), found: DAMAGED },
    { hash: packed('["a","b","c"]'), found: DAMAGED },
    { hash: packed('["a",{"b":1}]'), found: DAMAGED },
    { hash: packed('{"manifests":"a","config":"b"}'), found: DAMAGED },
    { hash: packed('["a","b"]').slice(0, -3), found: DAMAGED },
    { hash: packed(JSON.stringify([" ".repeat(2_000_000), ""])), found: LONG },
    { hash: `#input=${"A".repeat(40_000)}`, found: LONG },
  ],
  {
    title: ({ hash }) => `${hash.slice(0, 40)} (${hash.length})`,
    run: async ({ hash, found }) => assert.equal(await inputOf(hash), found && { problem: found }),
  },
);

suite("a link", (test) => {
  test("is not made of an input that would be too long for it", async () => {
    const random = Array.from({ length: 1000 }, (_, i) => createHash("sha256").update(`${i}`).digest("base64")).join("");
    assert.match(await fragment({ manifests: random, config: "" }), /^This input is too long for a link: \d+ characters, at most 32000\.$/);
  });
});
