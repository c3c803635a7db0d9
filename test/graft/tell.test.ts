import { editsKept } from "../../src/graft/tell.ts";
import { assert, suite } from "../cases.ts";

const web = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
const kept = (current: number | undefined, written: number | undefined) =>
  editsKept(web, { value: null, edits: [{ path: "spec/replicas", current, written }], regrafted: [] });

suite("an edit of others that stays", (test) => {
  test("was added", () => {
    const [told] = kept(2, undefined);
    assert.match(told?.message ?? "", /^spec\.replicas was added by others/);
    assert.equal(told?.field, { path: "spec.replicas", current: 2 });
  });
  test("was changed", () => {
    const [told] = kept(2, 1);
    assert.match(told?.message ?? "", /^spec\.replicas was changed by others/);
    assert.equal(told?.field, { path: "spec.replicas", current: 2, proposed: 1 });
  });
  test("was removed", () => {
    const [told] = kept(undefined, 1);
    assert.match(told?.message ?? "", /^spec\.replicas was removed by others/);
    assert.equal(told?.field, { path: "spec.replicas", proposed: 1 });
  });
});
