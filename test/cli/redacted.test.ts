import { redacted } from "../../src/cli/redacted.ts";
import { assert, table } from "../cases.ts";

const rows: [text: string, expected: string][] = [
  ["fatal: https://git.example.com/base?ref=v1 is away", "fatal: https://git.example.com/base?ref=v1 is away"],
  ["https://bot:hunter2@git.example.com/base", "https://***@git.example.com/base"],
  ["'https://bot:hun@ter2@git.example.com/base': no", "'https://***@git.example.com/base': no"],
  ['Get "https://hunter2@a.example": x, ssh://git@b.example/c', 'Get "https://***@a.example": x, ssh://***@b.example/c'],
  ["https://a.example/web.yaml?token=hunter2&ref=v1&x=hunter2", "https://a.example/web.yaml?token=***&ref=v1&x=***"],
  ["https://bot:hunter2@a.example/b?private_token=hunter2 404", "https://***@a.example/b?private_token=*** 404"],
  ["an address such as bot@a.example, a ratio a?b=c", "an address such as bot@a.example, a ratio a?b=c"],
];

table("redacted", rows, { title: ([text]) => text, run: ([text, expected]) => assert.is(redacted(text), expected) });
