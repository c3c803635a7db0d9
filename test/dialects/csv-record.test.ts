import { csvRecord } from "../../src/dialects/csv-record.ts";
import { assert, table } from "../cases.ts";

// What Go 1.26's encoding/csv gives.
const rows: readonly { readonly text: string; readonly fields?: readonly string[] }[] = [
  { text: "web", fields: ["web"] },
  { text: "web,api", fields: ["web", "api"] },
  { text: " web , api", fields: [" web ", " api"] },
  { text: ",", fields: ["", ""] },
  { text: "web,api\nlast", fields: ["web", "api"] },
  { text: "\n\r\nweb\r\n", fields: ["web"] },
  { text: "web\r", fields: ["web"] },
  { text: '"web","a,b"', fields: ["web", "a,b"] },
  { text: '"we""b"', fields: ['we"b'] },
  { text: '"a\nb",c', fields: ["a\nb", "c"] },
  { text: 'we"b' },
  { text: '"web"x' },
  { text: '"web' },
  { text: "" },
  { text: "\n" },
];

table("the first record of", rows, {
  title: ({ text }) => JSON.stringify(text),
  run: ({ text, fields }) => assert.equal(csvRecord(text), fields),
});
