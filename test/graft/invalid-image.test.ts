import { invalidImage } from "../../src/graft/invalid-image.ts";
import { assert, table } from "../cases.ts";

table(
  "an image that no node can pull, with",
  [
    { what: "what is meant", fault: { expected: "a repository in lower case", proposed: "nginx:1" }, fix: "write nginx:1" },
    { what: "nothing that is meant", fault: { expected: "one tag" }, fix: "correct the image" },
  ],
  {
    title: ({ what }) => what,
    run: ({ fault, fix }) => {
      const told = invalidImage(fault, { subject: "the container web", path: "spec.containers[web].image", image: "Nginx:1" });
      assert.is(told.code, "InvalidImage");
      assert.is(told.severity, "warning");
      assert.is(told.message, `No node can pull the image of the container web: it is "Nginx:1"; expected ${fault.expected}`);
      assert.is(told.fix, fix);
      assert.is(told.field?.proposed, fault.proposed);
    },
  },
);
