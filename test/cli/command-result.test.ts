import { errorCode } from "../../src/cli/command-result.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { assert, table } from "../cases.ts";

const resource = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
const text = { message: "m", fix: "f" };

table(
  "the exit status of errors",
  [
    { title: "of a workload", found: [diagnostic("PortConflict", { ...text, resource })], code: 1 },
    { title: "of no resource", found: [diagnostic("InvalidInput", text)], code: 2 },
    { title: "of the configuration in an object", found: [diagnostic("InvalidConfiguration", { ...text, resource })], code: 2 },
    { title: "of both", found: [diagnostic("PortConflict", { ...text, resource }), diagnostic("InvalidInput", text)], code: 2 },
    {
      title: "a warning of no resource beside an error of a workload",
      found: [diagnostic("UnpinnedVersion", text), diagnostic("PortConflict", { ...text, resource })],
      code: 1,
    },
  ],
  { title: ({ title }) => title, run: ({ found, code }) => assert.is(errorCode(found), code) },
);
