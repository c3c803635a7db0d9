import { whyNot } from "../../tools/hosts.ts";
import { assert, suite } from "../cases.ts";
import { hostSuite } from "../hosts/hosts.ts";
import { runs, sampled } from "../runs.ts";
import { type Judge, startJudge } from "./judge.ts";
import { type Broken, judged, type Verdict } from "./laws.ts";
import { mistaken, mutated } from "./mutated.ts";
import { readAsGo } from "./read-as-go.ts";
import { streamed } from "./streams.ts";
import { suiteTexts } from "./suite-texts.ts";
import { generated } from "./texts.ts";

const AT_ONCE = 16;

/**
 * Why texts of the YAML test suite are refused that Go reads (docs/TESTING.md), and how many of the 4,824 there are; no text is
 * read as something else than Go reads, and none that Go refuses.
 */
const REFUSED: Readonly<Record<string, number>> = {
  "text follows `...`, which Kubernetes' readers ignore": 268,
  "a key is an alias": 20,
  "text follows the end of the document, which Kubernetes' readers ignore": 11,
  "the line is a directive (%), which Kubernetes' readers refuse": 11,
  "the value is not what its tag tag:yaml.org,2002:binary says": 10,
};

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
    const seeds = Array.from({ length: Math.min(runs(60), 60) }, (_, seed) => seed);
    assert.equal(await brokenIn(seeds, (seed, judge) => judged(generated(seed), judge)), []);
  });
  test("of many documents keep the laws, and what other programs write of them", async () => {
    assert.equal(await brokenIn(sampled([3, 4, 6]), (seed, judge) => judged(streamed(seed), judge)), []);
  });
  test("with mistakes in them keep the laws", async () => {
    const seeds = Array.from({ length: Math.min(runs(150), 150) }, (_, seed) => seed);
    assert.equal(await brokenIn(seeds, (seed, judge) => judged(mistaken(seed), judge)), []);
  });
  test("of the YAML test suite, in twelve places of a manifest, keep the laws", async () => {
    // Five has no factor in common with twelve, so each place is taken.
    const texts = suiteTexts.filter((_, i) => i % 5 === 0);
    const broken = await brokenIn(texts, ({ text }, judge) => judged({ text, configuration: "own" }, judge));
    assert.equal(
      broken.filter(
        ({ law, shown }) => !(law === "is read where Go reads it" && Object.keys(REFUSED).some((why) => shown[0]?.includes(why))),
      ),
      [],
    );
  });
};

const reading: Parameters<typeof suite>[1] = (test) => {
  test("all of the YAML test suite is read as Go reads it, or refused for a known reason", async () => {
    const judge = startJudge() as Judge;
    const refused: Record<string, number> = {};
    const differences: string[] = [];
    for (const { name, text } of suiteTexts) {
      const { refusal, difference } = await readAsGo(text, judge);
      if (difference !== undefined) differences.push(`${name}: ${difference}`);
      if (refusal !== undefined) refused[refusal] = (refused[refusal] ?? 0) + 1;
    }
    judge.end();
    assert.equal(differences, []);
    assert.equal(refused, REFUSED);
  });
  test("manifests with mistakes in them are read as Go reads them, or refused", async () => {
    const judge = startJudge() as Judge;
    const differences: string[] = [];
    for (let seed = 0; seed < Math.min(runs(500), 500); seed++) {
      const { difference } = await readAsGo(mutated(seed), judge);
      if (difference !== undefined) differences.push(`${seed}: ${difference}`);
    }
    judge.end();
    assert.equal(differences, []);
  });
};

hostSuite(["yaml-judge"], "texts as Go's readers read them", reading);
hostSuite(["yaml-judge"], "generated texts, with Go's readers", laws);
if (whyNot("yaml-judge") !== undefined) suite("generated texts, without Go's readers", laws);
