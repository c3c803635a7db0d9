import { maskOf } from "../../src/app/mask.ts";
import { diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { assert, suite, table } from "../cases.ts";

const variables: readonly { readonly name: string; readonly value?: string; readonly isSecret: boolean }[] = [
  ...["PASSWORD", "DB_PASSWD", "dbPassword", "PGPASS", "SESSION_SECRET", "GITHUB_TOKEN", "apiKey", "AWS_ACCESS_KEY", "REDIS_AUTH"].map(
    (name) => ({ name, isSecret: true }),
  ),
  ...["privateKey", "DATABASE_DSN", "GOOGLE_APPLICATION_CREDENTIALS", "DB_PWD"].map((name) => ({ name, isSecret: true })),
  ...["LOG_LEVEL", "KEY", "PASSENGERS", "AUTHOR", "BYPASS_CACHE", "PWDX"].map((name) => ({ name, isSecret: false })),
  { name: "URL", value: "postgres://web:hunter22@db/shop", isSecret: true },
  { name: "URL", value: "https://db.example.com:8443/shop@v1", isSecret: false },
  { name: "A", value: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig", isSecret: true },
  { name: "A", value: "AKIAIOSFODNN7EXAMPLE", isSecret: true },
  { name: "A", value: "ghp_0123456789abcdef", isSecret: true },
  { name: "A", value: "-----BEGIN RSA PRIVATE KEY----- MII", isSecret: true },
  { name: "A", value: "-----BEGIN CERTIFICATE----- MII", isSecret: false },
];

table("a variable", variables, {
  title: ({ name, value = "" }) => `${name} ${value}`,
  run: ({ name, value = "hunter22", isSecret }) => {
    const text = `env:\n- {name: ${name}, value: "${value}"}\n`;
    assert.is(maskOf([text]).text(text), isSecret ? text.replace(`"${value}"`, '"***1"') : text);
  },
});

const texts: readonly { readonly title: string; readonly text: string; readonly masked: string }[] = [
  { title: "a plain value", text: "env:\n- name: PASSWORD\n  value: a b # c\n", masked: 'env:\n- name: PASSWORD\n  value: "***1" # c\n' },
  { title: "a value before its name", text: "env: [{value: x, name: TOKEN}]", masked: 'env: [{value: "***1", name: TOKEN}]' },
  {
    title: "a number",
    text: "env: [{name: PASSWORD, value: 1}]\nreplicas: 1",
    masked: 'env: [{name: PASSWORD, value: "***1"}]\nreplicas: 1',
  },
  { title: "JSON", text: '{"env":[{"name":"TOKEN","value":"x"}]}', masked: '{"env":[{"name":"TOKEN","value":"***1"}]}' },
  {
    title: "a literal keeps its lines",
    text: "env:\n- name: TOKEN\n  value: |-\n    a\n\n    b\nx: 1\n",
    masked: "env:\n- name: TOKEN\n  value: |-\n    ***1\n\n    ***1\nx: 1\n",
  },
  {
    title: "quoted text keeps its lines, with CRLF",
    text: 'env:\r\n- name: TOKEN\r\n  value: "a\r\n    b"\r\nx: 1\r\n',
    masked: 'env:\r\n- name: TOKEN\r\n  value: "***1"\r\n    ***1\r\nx: 1\r\n',
  },
  { title: "an alias", text: "x: &a hunter\nenv: [{name: TOKEN, value: *a}]", masked: 'x: &a "***1"\nenv: [{name: TOKEN, value: *a}]' },
  {
    title: "where it is repeated",
    text: "env: [{name: TOKEN, value: hunter2}]\nargs: [-p=hunter2]",
    masked: 'env: [{name: TOKEN, value: "***1"}]\nargs: ["***1"]',
  },
  {
    title: "no short text in others",
    text: "env: [{name: TOKEN, value: a}]\nimage: a1",
    masked: 'env: [{name: TOKEN, value: "***1"}]\nimage: a1',
  },
  {
    title: "a reference is not a secret",
    text: "env: [{name: TOKEN, valueFrom: {x: 1}}]",
    masked: "env: [{name: TOKEN, valueFrom: {x: 1}}]",
  },
  {
    title: "the data of a Secret, in the second document",
    text: "kind: Pod\n---\napiVersion: v1\nkind: Secret\ndata: {a: aHVudGVy}\nstringData:\n  b: c\n",
    masked: 'kind: Pod\n---\napiVersion: v1\nkind: Secret\ndata: {a: "***1"}\nstringData:\n  b: "***2"\n',
  },
  {
    title: "annotations that repeat a manifest",
    text: "annotations:\n  podgraft.dev/provenance: '{}'\n  proxy.istio.io/overrides: '{}'\n  a: b",
    masked: 'annotations:\n  podgraft.dev/provenance: "***"\n  proxy.istio.io/overrides: "***"\n  a: b',
  },
  {
    title: "equal values have one mark, others their own",
    text: "env: [{name: A_TOKEN, value: x}, {name: B_TOKEN, value: y}, {name: C_TOKEN, value: x}]",
    masked: 'env: [{name: A_TOKEN, value: "***1"}, {name: B_TOKEN, value: "***2"}, {name: C_TOKEN, value: "***1"}]',
  },
];

table("a text", texts, { title: ({ title }) => title, run: ({ text, masked }) => assert.is(maskOf([text]).text(text), masked) });

suite("masked", (test) => {
  const mask = maskOf(["env: [{name: TOKEN, value: hunter2}, {name: PIN_TOKEN, value: '12'}]"]);
  test("values, whole or in part", () =>
    assert.equal(
      JSON.stringify(mask.value({ a: ["hunter2", "-p=hunter2", "12", "123", 12], "podgraft.dev/provenance": "x" })),
      '{"a":["***1","***1","***2","123",12],"podgraft.dev/provenance":"***"}',
    ));
  test("what is reported", () => {
    const told = {
      message: "Cannot take hunter2: 12",
      fix: "drop hunter2",
      excerpt: ["v: hunter2"],
      field: { path: "a", current: "hunter2", proposed: 1 },
    };
    const [masked] = mask.told([diagnostic("FieldConflict", told)]);
    assert.equal([masked?.message, masked?.fix, masked?.excerpt], ["Cannot take ***1: 12", "drop ***1", ["v: ***1"]]);
    assert.equal(masked?.field, { path: "a", current: "***1", proposed: 1 });
  });
});
