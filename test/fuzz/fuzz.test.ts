import { whyNot } from "../../tools/hosts.ts";
import { assert, suite } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { runs } from "../runs.ts";
import { type Judge, startJudge } from "./judge.ts";
import { type Broken, judged, type Verdict } from "./laws.ts";
import { suiteTexts } from "./suite-texts.ts";
import { generated } from "./texts.ts";

const AT_ONCE = 16;
/** Texts of the YAML test suite that Go and podgraft do not both read or both refuse (docs/TESTING.md). Let it only go down. */
const READ_DIFFERENTLY = 115;

/** The laws that subjects break. */
async function brokenIn<Subject>(
  subjects: readonly Subject[],
  run: (subject: Subject, judge: Judge | undefined) => Promise<Verdict>,
): Promise<readonly Broken[]> {
  const started = startJudge();
  const judge = typeof started === "string" ? undefined : started;
  const found: Broken[] = [];
  for (let i = 0; i < subjects.length; i += AT_ONCE) {
    const verdicts = await Promise.all(subjects.slice(i, i + AT_ONCE).map((subject) => run(subject, judge)));
    found.push(...verdicts.flatMap(({ broken }) => broken));
  }
  judge?.end();
  return found;
}

const laws: Parameters<typeof suite>[1] = (test) => {
  test("keep the laws", async () => {
    const seeds = Array.from({ length: Math.min(runs(100), 100) }, (_, seed) => seed);
    assert.equal(await brokenIn(seeds, (seed, judge) => judged(generated(seed), judge)), []);
  });
  test("of the YAML test suite, in twelve places of a manifest, keep the laws", async () => {
    // Five has no factor in common with twelve, so each place is taken.
    const texts = suiteTexts.filter((_, i) => i % 5 === 0);
    const broken = await brokenIn(texts, ({ text }, judge) => judged({ text, configuration: "own" }, judge));
    const reading = broken.filter(({ law }) => law === "is read where Go reads it");
    assert.equal(
      broken.filter((each) => !reading.includes(each)),
      [],
    );
    assert.ok(reading.length <= READ_DIFFERENTLY, `${reading.length} texts are read differently; ${READ_DIFFERENTLY} were`);
  });
};

hostSuite(["yaml-judge"], "generated texts, with Go's readers", laws);
if (whyNot("yaml-judge") !== undefined) suite("generated texts, without Go's readers", laws);
