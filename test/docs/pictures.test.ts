import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { terminalPictures } from "../../tools/pictures.ts";
import { assert, suite, table } from "../cases.ts";
import { root } from "../files.ts";

const folder = join(root, "docs/pictures");
const pages = ["README.md", "docs/TOUR.md", "docs/playground/README.md"];

/** The pictures of a page, by their paths in the project. */
function picturesOf(page: string): readonly string[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/ (?:src|srcset)="([^"]+)"/g)].map(([, path]) => join(dirname(page), path as string));
}

table("pictures of the terminal are what tools/write-pictures.ts writes", [...terminalPictures()], {
  title: ([name]) => name,
  run: ([name, picture]) => assert.is(readFileSync(join(folder, name), "utf8"), picture),
});

suite("pictures in the documentation", (test) => {
  const shown = pages.flatMap(picturesOf).sort();
  test("are all of those that are there, light and dark", () =>
    assert.equal(
      shown,
      readdirSync(folder)
        .map((name) => `docs/pictures/${name}`)
        .sort(),
    ));
  test("are small", () => {
    for (const path of shown) assert.ok(statSync(join(root, path)).size < 180_000, path);
  });
  test("have words for who does not see them", () => {
    for (const page of pages)
      for (const [image] of readFileSync(join(root, page), "utf8").matchAll(/<img [^>]*>/g)) assert.match(image, /alt="[^"]{20,}"/);
  });
});
