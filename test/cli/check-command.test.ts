import { assert, suite } from "../cases.ts";
import { annotated, checks, injected, misspelt, newer, ns, pod } from "./check-findings.ts";
import { deployment, istioSidecar, ownSidecar } from "./manifests.ts";
import { podgraft, withFiles } from "./run.ts";

const misplaced = deployment("web").replace("  namespace: shop\n", "  namespace: shop\n  annotations: {sidecar.istio.io/proxyCPU: 1m}\n");
/** As the API server gives a Deployment back, except for the marks of a cluster. */
const filledIn = (text: string) =>
  text.replace(
    "        image: fluent-bit:3\n",
    "        image: fluent-bit:3\n        imagePullPolicy: IfNotPresent\n        terminationMessagePath: /dev/termination-log\n        terminationMessagePolicy: File\n",
  );
const live = (text: string) => filledIn(text).replace("  name: web\n", "  name: web\n  uid: u\n");

checks("check", [
  { name: "what is injected as it should be", input: injected(deployment("web"), ownSidecar), found: [], code: 0 },
  {
    name: "a configuration that has moved on",
    input: injected(deployment("web"), ownSidecar),
    config: newer,
    found: ["error StaleInjection 7"],
    code: 1,
  },
  {
    name: "a sidecar of a workload that opts out by now",
    input: injected(deployment("web"), ownSidecar).replace("labels: {app: web}", 'labels: {app: web, ship: "false"}'),
    found: ["error StaleInjection 7"],
    code: 1,
  },
  { name: "nothing injected, nobody asks", input: `${ns}---\n${deployment("web")}`, found: [], code: 0 },
  {
    name: "nothing injected where it is required",
    input: `${ns}---\n${deployment("web")}`,
    args: ["--require-injected"],
    found: ["error MissingInjection 7"],
    code: 1,
  },
  {
    name: "what is required is not, where it opts out",
    input: `${ns}---\n${deployment("web", { labels: 'ship: "false"' })}`,
    args: ["--require-injected"],
    found: [],
    code: 0,
  },
  { name: "what the API server fills in is not a finding", input: live(injected(deployment("web"), ownSidecar)), found: [], code: 0 },
  {
    name: "the same in a file that comes from no cluster is what somebody wrote",
    input: filledIn(injected(deployment("web"), ownSidecar)),
    found: ["warning ForeignEditKept 28", "warning ForeignEditKept 29", "warning ForeignEditKept 30"],
    code: 1,
  },
  { name: "a running pod with the image", input: `${ns}---\n${pod("fluent-bit:3")}`, found: [], code: 0 },
  { name: "a running pod with an older image", input: `${ns}---\n${pod("fluent-bit:2")}`, found: ["warning OutdatedPod 7"], code: 1 },
  { name: "a misspelt annotation, at its line", input: misspelt, config: istioSidecar, found: ["warning UnknownAnnotation 13"], code: 1 },
  {
    name: "a misplaced annotation, at its line",
    input: misplaced,
    config: istioSidecar,
    found: ["warning MisplacedAnnotation 6"],
    code: 1,
  },
  {
    name: "a suppressed code",
    input: misspelt,
    config: istioSidecar,
    args: ["--suppress", "UnknownAnnotation"],
    found: [],
    code: 0,
  },
  {
    name: "Istio's code suppressed for one resource",
    input: misspelt,
    config: istioSidecar,
    args: ["--suppress", "IST0108=Deployment/shop/web"],
    found: [],
    code: 0,
  },
  {
    name: "a code suppressed for another resource",
    input: misspelt,
    config: istioSidecar,
    args: ["--suppress", "IST0108=Deployment/shop/other"],
    found: ["warning UnknownAnnotation 13"],
    code: 1,
  },
  {
    name: "what the workload itself suppresses",
    input: misspelt.replace("      annotations:\n", "      annotations:\n        galley.istio.io/analyze-suppress: IST0108\n"),
    config: istioSidecar,
    found: [],
    code: 0,
  },
  {
    name: "warnings do not fail where only errors do",
    input: misspelt,
    config: istioSidecar,
    args: ["--fail-on", "error"],
    found: ["warning UnknownAnnotation 13"],
    code: 0,
  },
  {
    name: "a namespace that the configuration knows otherwise",
    input: `${ns}---\n${deployment("web")}`,
    config: ownSidecar.replace("spec:\n", "spec:\n  namespaces: {known: [{name: shop, labels: {logging: disabled}}]}\n"),
    found: ["warning KnownNamespaceDiffers 1"],
    code: 1,
  },
]);

suite("check: what is reported", (test) => {
  test("an info fails where it is asked to, and not else", () => {
    const input = `${ns}---\n${annotated("web", 'sidecar.istio.io/statsInclusionPrefixes: "a"')}`;
    withFiles({ "in.yaml": input, "c.yaml": istioSidecar }, (cwd) => {
      const check = (...args: readonly string[]) => podgraft(["check", "-f", "in.yaml", "-c", "c.yaml", ...args], { cwd });
      assert.match(check("--report", "json").out, /"code": "DeprecatedAnnotation"/);
      assert.equal([check().code, check("--fail-on", "info").code], [0, 1]);
    });
  });
  test("tells a changed value of several lines in one line", () => {
    const config = ownSidecar.replace("    template:\n", '    template:\n      metadata: {annotations: {note: "a\\nb"}}\n');
    withFiles({ "in.yaml": injected(deployment("web"), config), "c.yaml": config.replace("a\\nb", "a\\nc") }, (cwd) => {
      const { out } = podgraft(["check", "-f", "in.yaml", "-c", "c.yaml"], { cwd });
      assert.match(
        out,
        "error StaleInjection: What logging injected is out of date; the configuration now gives: spec.template.metadata.annotations.note: a b -> a c\n  at Deployment shop/web (in.yaml:7)\n  fix: run podgraft inject --in-place and commit the result\n",
      );
    });
  });
});
