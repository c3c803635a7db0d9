import { Cursor } from "../../src/yaml/cursor.ts";
import { scanAnchor, scanTag } from "../../src/yaml/scan-props.ts";
import type { Token } from "../../src/yaml/token.ts";
import { assert, table } from "../cases.ts";

/** A text, and the name or tag in full that it begins with, with the text behind it; undefined if Go's readers refuse it. */
const rows: readonly (readonly [text: string, found: string | undefined])[] = [
  ["&a b", "a| b"],
  ["&a", "a|"],
  ["&a-1_B,", "a-1_B|,"],
  ["&a.b c", undefined],
  ["& b", undefined],
  ["*a]", "a|]"],
  ["*é", undefined],
  ["! a", "!| a"],
  ["!a b", "!a| b"],
  ["!!str b", "tag:yaml.org,2002:str| b"],
  ["!!s%74r b", "tag:yaml.org,2002:str| b"],
  ["!<tag:x> b", "tag:x| b"],
  ["!<> b", undefined],
  ["!!", undefined],
  ["!e!a b", undefined],
  ["!a#b", undefined],
  ["!%zz b", undefined],
];

function scanned(cursor: Cursor): Token {
  const first = cursor.char();
  return first === 33 ? scanTag(cursor) : scanAnchor(cursor, first === 38 ? "anchor" : "alias");
}

table("an anchor, an alias or a tag", rows, {
  title: ([text]) => text,
  run: ([text, found]) => {
    const cursor = new Cursor(text, { start: 0, end: text.length });
    if (found === undefined) assert.throws(() => scanned(cursor));
    else assert.is(`${scanned(cursor).text}|${text.slice(cursor.at)}`, found);
  },
});
