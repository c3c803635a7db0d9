import { remembered } from "../../src/value/remembered.ts";
import { assert, suite } from "../cases.ts";

interface Asked {
  readonly of: object;
  readonly more?: string;
}

/** How often something was made for the arguments, asked for one after the other. */
function timesMade(asked: readonly Asked[]): number {
  let made = 0;
  const get = remembered((of: object, more: string | undefined) => {
    made++;
    return [of, more];
  });
  for (const { of, more } of asked) assert.equal(get(of, more), [of, more]);
  return made;
}

suite("what is remembered of an object", (test) => {
  const a = {};
  const b = {};
  test("is made once", () => assert.is(timesMade([a, a, a].map((of) => ({ of }))), 1));
  test("is the object's own, however alike two are", () => assert.is(timesMade([a, b, a].map((of) => ({ of }))), 2));
  test("is made again for other arguments, the last of which count", () => {
    assert.is(timesMade(["x", "x", "y", "y", "x"].map((more) => ({ of: a, more }))), 3);
  });
  test("may be nothing", () => {
    let made = 0;
    const get = remembered((_: object) => void made++);
    get(a);
    get(a);
    assert.is(made, 1);
  });
});
