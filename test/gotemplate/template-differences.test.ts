import { assert, table } from "../cases.ts";
import { type Rendered, type Row, render } from "./render.ts";

/** Where the engine gives on purpose something else than Go. docs/TEMPLATES.md lists them. */
const rows: readonly (Row & { readonly why: string; readonly wanted: Rendered })[] = [
  ...["now", 'env "HOME"', "uuidv4", "randAlphaNum 5", 'getHostByName "x"', 'htpasswd "a" "b"', 'genCA "x" 1'].map((call) => {
    const name = call.split(" ")[0]!;
    const reasons: Record<string, string> = {
      now: "it reads the clock",
      env: "it reads the environment",
      getHostByName: "it asks the network",
    };
    const cause = `${name} is not available: ${reasons[name] ?? "it is random"}, and templates give the same output for the same input`;
    return {
      why: `${name} would not give the same output each time`,
      template: `{{${call}}}`,
      wanted: { error: `template: row:1:2: executing "row" at <${call}>: error calling ${name}: ${cause}` },
    };
  }),
  {
    why: "date takes the present for what is not a date",
    template: '{{date "2006" "x"}}',
    wanted: {
      error:
        'template: row:1:2: executing "row" at <date "2006" "x">: error calling date: a date is given neither as a time nor as an integer: it reads the clock, and templates give the same output for the same input',
    },
  },
  {
    why: "time zones depend on the machine's data",
    template: '{{dateInZone "15:04" 0 "Europe/Berlin"}}',
    wanted: {
      error:
        'template: row:1:2: executing "row" at <dateInZone "15:04" 0 "Europe/Berlin">: error calling dateInZone: time zone Europe/Berlin is not available: templates know UTC only',
    },
  },
  {
    why: "keys come in order, not by chance",
    template: '{{keys (dict "b" 1 "a" 2 "c" 3)}} {{values (dict "b" 1 "a" 2)}}',
    wanted: { text: "[a b c] [2 1]" },
  },
  {
    why: "a list's capacity is its length",
    template: "{{slice .l 0 4}}",
    plain: true,
    data: { l: [1, 2, 3] },
    wanted: { error: 'template: row:1:2: executing "row" at <slice .l 0 4>: error calling slice: index out of range: 4' },
  },
  {
    why: "a percent sign in a template's name is not a verb",
    template: "{{foo}}",
    name: "100%",
    wanted: { error: 'template: 100%:1: function "foo" not defined' },
  },
  { why: "a pointer's address is always the same", template: '{{printf "%v" .Number}}', world: true, wanted: { text: "0xc000000000" } },
  {
    why: "two groups of one name are not a pattern",
    template: '{{mustRegexMatch "(?P<n>a)(?P<n>b)" "ab"}}',
    wanted: {
      error:
        'template: row:1:2: executing "row" at <mustRegexMatch "(?P<n>a)(?P<n>b)" "ab">: error calling mustRegexMatch: error parsing regexp: duplicate capture group name: `n`',
    },
  },
];

table("differences from Go", rows, {
  title: ({ why }) => why,
  run: ({ wanted, ...row }) => assert.equal(render(row), wanted),
});
