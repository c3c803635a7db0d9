import { assert, suite, table } from "../cases.ts";
import { type Rendered, render } from "./render.ts";
import { storedRows } from "./stored.ts";

const files = storedRows();

for (const { name, rows } of files) {
  table(`rows: ${name}`, rows, {
    title: ({ template, missingKey, name: file, bug }) => [bug, template, missingKey, file].filter(Boolean).join(" | "),
    run: (row) => {
      const wanted: Rendered = "text" in row ? { text: row.text } : { error: row.error };
      assert.equal(render(row), wanted);
    },
  });
}

suite("rows", (test) => {
  test("there are enough of them, errors too", () => {
    const rows = files.flatMap(({ rows }) => rows);
    assert.ok(rows.length >= 1000);
    assert.ok(rows.filter((row) => "error" in row).length >= 400);
  });
});
