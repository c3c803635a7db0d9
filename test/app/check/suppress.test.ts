import { parseSuppressions } from "../../../src/app/check/suppress.ts";
import { diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { assert, suite, table } from "../../cases.ts";

const resource = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" };
const found = diagnostic("UnknownAnnotation", { message: "m", resource });

const rows: readonly (readonly [given: string, suppresses: boolean])[] = [
  ["UnknownAnnotation", true],
  ["IST0108", true],
  ["*", true],
  ["StaleInjection", false],
  ["IST0108=Deployment/shop/web", true],
  ["IST0108=Deployment/*/web", true],
  ["IST0108=*/shop/*", true],
  ["IST0108=Deployment/shop/api", false],
  ["IST0108=Deployment/web", true],
  ["*=Deployment/shop/web/x", false],
];

table("what a suppression leaves out", rows, {
  title: ([given]) => given,
  run: ([given, suppresses]) => {
    const parsed = parseSuppressions([given]);
    assert.ok("suppresses" in parsed);
    assert.is(parsed.suppresses(found), suppresses);
  },
});

suite("suppressions", (test) => {
  test("of a resource without namespace have two parts", () => {
    const parsed = parseSuppressions(["*=Deployment/web"]);
    const { namespace: _, ...rest } = resource;
    assert.ok("suppresses" in parsed && parsed.suppresses({ ...found, resource: rest }));
  });
  test("of a code that is not known are refused", () => {
    const parsed = parseSuppressions(["IST0108", "UnknownAnotation"]);
    assert.ok("problem" in parsed);
    assert.match(parsed.problem, "UnknownAnnotation?");
  });
  test("of a code with the words of others names these", () => {
    const parsed = parseSuppressions(["NamespaceMissing"]);
    assert.equal(parsed, {
      problem: 'there is no code "NamespaceMissing"; did you mean MissingNamespace? podgraft check --help lists all codes',
    });
  });
});
