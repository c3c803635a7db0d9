import { decode } from "../../src/cli/decode.ts";
import { assert, table } from "../cases.ts";

const good: readonly string[] = ["", "a: 1\n", "\ufeffa: é\r\n", "😀: 漢字", "\u0000"];

table("UTF-8 is read as it is", good, {
  title: (text) => JSON.stringify(text),
  run: (text) => assert.equal(decode("f", Buffer.from(text, "utf8")), { text }),
});

interface Row {
  readonly title: string;
  readonly bytes: readonly number[];
  /** Where the first wrong byte is. */
  readonly byte: number;
  readonly line: number;
}

const newline = 0x0a;
const rows: readonly Row[] = [
  { title: "latin1", bytes: [0x61, newline, 0xe9, 0x62], byte: 2, line: 2 },
  { title: "UTF-16", bytes: [0xff, 0xfe, 0x61, 0], byte: 0, line: 1 },
  { title: "a character cut short at the end", bytes: [0x61, 0xf0, 0x9f, 0x98], byte: 1, line: 1 },
  { title: "a byte of a character alone, behind a whole one", bytes: [0xc3, 0xa9, newline, newline, 0xa9], byte: 4, line: 3 },
  { title: "a surrogate", bytes: [0xed, 0xa0, 0x80], byte: 0, line: 1 },
];

table("bytes that are not UTF-8", rows, {
  title: ({ title }) => title,
  run: ({ title, bytes, byte, line }) => {
    const decoded = decode("f", Buffer.from(bytes));
    assert.ok("diagnostics" in decoded);
    assert.equal(
      decoded.diagnostics.map(({ location }) => location),
      [{ file: "f", line }],
    );
    assert.match(
      decoded.diagnostics[0]?.message ?? "",
      title === "UTF-16" ? "it is UTF-16" : `byte ${byte} (0x${(bytes[byte] as number).toString(16)})`,
    );
  },
});
