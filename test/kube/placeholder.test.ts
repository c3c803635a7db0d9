import { hasPlaceholder } from "../../src/kube/placeholder.ts";
import { assert, table } from "../cases.ts";

const rows = {
  ...{ "${X}": true, "a/$(X)": true, "{{ x }}-1": true, "<x>/istio": true, "$${X}": true },
  ...{ "": false, x: false, $X: false, "{x}": false, "a < b": false, "<>": false, "${X": false },
};

table("a placeholder in", Object.entries(rows), {
  title: ([text]) => JSON.stringify(text),
  run: ([text, holds]) => assert.is(hasPlaceholder(text), holds),
});
