import { progressLine, type Screen } from "../../src/cli/progress.ts";
import { assert, suite } from "../cases.ts";

suite("the line of progress", (test) => {
  /** What is on the screen after each of some moments at which a file is done, and at the end. */
  const watch = (moments: readonly number[]): readonly string[] => {
    let time = 0;
    const written: string[] = [];
    const screen: Screen = { now: () => time, write: (text) => void written.push(text) };
    const { tell, end } = progressLine(screen);
    for (const [i, moment] of moments.entries()) {
      time = moment;
      tell({ phase: "done", done: i + 1, of: moments.length });
    }
    end();
    return written;
  };
  test("says how far a file is that is worked on", () => {
    let time = 0;
    const written: string[] = [];
    const { tell } = progressLine({ now: () => time, write: (text) => void written.push(text) });
    time = 1000;
    tell({ phase: "done", done: 0, of: 1, within: { done: 500, of: 3000 } });
    time = 2000;
    tell({ phase: "done", done: 1, of: 2, within: { done: 500, of: 3000 } });
    time = 3000;
    tell({ phase: "done", done: 0, of: 2, within: { done: 1, of: 1 } });
    assert.equal(written, [
      "\r\u001b[2Kpodgraft: 500 of 3000 objects done",
      "\r\u001b[2Kpodgraft: 1 of 2 files done, 500 of 3000 objects of the next",
      "\r\u001b[2Kpodgraft: 0 of 2 files done",
    ]);
  });
  test("is not there for work of less than a second", () => assert.equal(watch([10, 500, 999]), []));
  test("is written over, not at each file, and taken away", () =>
    assert.equal(watch([10, 1000, 1050, 1099, 1100, 2500]), [
      "\r\u001b[2Kpodgraft: 2 of 6 files done",
      "\r\u001b[2Kpodgraft: 5 of 6 files done",
      "\r\u001b[2Kpodgraft: 6 of 6 files done",
      "\r\u001b[2K",
    ]));
});
