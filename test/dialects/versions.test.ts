import { awsPodIdentity } from "../../src/dialects/aws-pod-identity/aws-pod-identity.ts";
import { isAtLeast, sinceOf, versionFaults, versionTable } from "../../src/dialects/versions.ts";
import { assert, suite, table } from "../cases.ts";

const knows = "podgraft knows the releases 1.0.0 to 1.5.1; expected one of them";
const rows = [
  { version: "1.5.1", told: [] },
  { version: "v1.0.0", told: [] },
  { version: "0.9.9", told: [`Cannot inject as AWS's pod identity webhook 0.9.9 does: ${knows}`, "write a release such as 1.5.1"] },
  { version: "1.5.2", told: [`Cannot inject as AWS's pod identity webhook 1.5.2 does: ${knows}`, "write 1.5.1, or upgrade podgraft"] },
  { version: "1.10.0", told: [`Cannot inject as AWS's pod identity webhook 1.10.0 does: ${knows}`, "write 1.5.1, or upgrade podgraft"] },
  { version: "1.5", told: [`Cannot inject as AWS's pod identity webhook 1.5 does: ${knows}`, "write a release such as 1.5.1"] },
  { version: "latest", told: [`Cannot inject as AWS's pod identity webhook latest does: ${knows}`, "write a release such as 1.5.1"] },
];

table("a release of a dialect", rows, {
  title: ({ version }) => version,
  run: ({ version, told }) => {
    const dialect = { ...awsPodIdentity, versions: [{ from: "1.0.0", does: "" }], newest: "1.5.1" };
    const faults = versionFaults(dialect, version);
    assert.equal(
      faults.flatMap(({ code, message, fix, field }) =>
        code === "UnknownVersion" && field?.path === "spec.dialects.aws-pod-identity.version" ? [message, fix] : [],
      ),
      told,
    );
  },
});

const orders = [
  { later: "1.0.0", earlier: "1.0.0" },
  { later: "1.10.0", earlier: "1.9.9" },
  { later: "2.0.0", earlier: "1.99.99" },
];

table("is at least", orders, {
  title: ({ later, earlier }) => `${later} ${earlier}`,
  run: ({ later, earlier }) => assert.equal([isAtLeast(later, earlier), isAtLeast(earlier, later)], [true, later === earlier]),
});

suite("a table of versions", (test) => {
  const versions = versionTable("\n1.0.0 first what it was\n1.2.0 mounts one more mount\n");
  test("has what each does", () => assert.equal(versions[1], { from: "1.2.0", name: "mounts", does: "one more mount" }));
  test("says what a release has", () => {
    assert.equal(sinceOf(versions, "1.1.9"), { first: true, mounts: false });
    assert.equal(sinceOf(versions, "1.2.0"), { first: true, mounts: true });
  });
});
