import { nearest } from "../../src/diagnostic/nearest.ts";
import { assert, table } from "../cases.ts";

const fields = ["image", "imagePullPolicy", "name", "namespaceSelector", "optIn", "volumeMounts"];
const rows: [word: string, expected: string | undefined][] = [
  ["imagee", "image"],
  ["iamge", "image"],
  ["Image", "image"],
  ["volumemounts", "volumeMounts"],
  ["optin", "optIn"],
  ["namespaceSelectors", "namespaceSelector"],
  ["command", undefined],
  ["x", undefined],
  ["", undefined],
];

table("nearest", rows, { title: ([word]) => JSON.stringify(word), run: ([word, expected]) => assert.is(nearest(word, fields), expected) });
