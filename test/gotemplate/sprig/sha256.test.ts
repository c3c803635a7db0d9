import { createHash } from "node:crypto";
import { sha256 } from "../../../src/gotemplate/sprig/sha256.ts";
import { assert, table } from "../../cases.ts";

const texts = ["", "abc", "web- (prefix)", "é", ...[54, 55, 56, 63, 64, 65, 119, 1000].map((length) => "x".repeat(length))];

table("SHA-256 of", texts, {
  title: (text) => `${text.slice(0, 20)} (${text.length})`,
  run: (text) => assert.is(sha256(text), createHash("sha256").update(text).digest("hex")),
});
