import { parseHome, parseProvenance, provenanceText } from "../../src/graft/provenance.ts";
import { toValue, type Value, type ValueMap } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const unreadable: readonly [title: string, value: Value][] = [
  ["no heading", "oops"],
  ["no text", ""],
  ["JSON cut off", '{"a":{'],
  ["a list", "[]"],
  ["null", "null"],
  ["a layer that is text", '{"a":"b"}'],
  ["a layer that is null", '{"a":null}'],
  ["a layer with a key that podgraft does not know", '{"a":{"grafts":[],"more":1}}'],
  ["a layer with digests of another length", '{"a":{"added":{"x":"AAAA"},"grafts":[]}}'],
  ["a number instead of text", 7],
  ["a map instead of text", toValue({ a: {} })],
  ["null instead of text", null],
  ["more than a server takes", `s 1; by a [xjJ0]\n/\nx ${"Ga3q".repeat(65_537)}`],
  ["a heading alone", "s 1; by a [xjJ0]"],
  ["a heading of other grafts", "s 2; by a [xjJ0]\n/\nx Ga3q"],
  ["a heading with the digest of an image that is nowhere", "s 1; by a [xjJ0Ga3q]\n/\nx Ga3q"],
  [
    "a heading without the digest of an image",
    "s 1; by a [rdd0IMG1IMG2IMG3]\ncontainers/~:c *\ninitContainers **AAAA\n i *BBBB\n env CCCC\nvolumes +\n v DDDD",
  ],
  ["a mark that podgraft does not know", "s 1; by a [xjJ0]\n/\nx &Ga3q"],
  ["the name of an entry that is another", "s 1; by a [rGbx]\n.labels %29WxBBBBZnJ5AAAA\n.labels ?n_HJ {}"],
  ["the name of a field that is another", 'by a [Jk1h]\n/x =BBBBAAAA {"a":1,"c":1}'],
];

table("provenance that cannot be read", unreadable, {
  title: ([title]) => title,
  run: ([, value]) => assert.is(parseProvenance(value), undefined),
});

interface Row {
  readonly title: string;
  readonly lines: readonly string[];
  readonly layers?: readonly string[];
  readonly home?: object;
}

/** Annotations as podgraft writes them: they come back as the same text. */
const texts: readonly Row[] = [
  { title: "what was added, with the digests of its leaves", lines: ["s 1; by a [xjJ0]", "/", "x Ga3q"] },
  { title: "old values", lines: ["by a [qPw9]", "/x =RYlG null", '/y =ikQa {"k":[1,"2"]}'] },
  { title: "an integer beyond a double", lines: ["by a [P65j]", '/x =Hp6e {"$integer":"12345678901234567890"}'] },
  { title: "what was removed, and an order", lines: ["s; by a [Yfo9]", '/l @m2l4 ["1","2"]', '/l/~:3 !xm3o {"name":"3"}'] },
  {
    title: "what was there empty",
    lines: ["s; by a [3vkj]", "/l ?eiyA []", "/l/~:1 Ga3q", "/m ?n_HJ {}", "/m/k Ga3q", "/n QVzz", "/n ?6akD null"],
  },
  {
    title: "layers in their order, whatever their names",
    lines: ["s 1; by b [5JLQ]", "/", "x Ga3q", "by 2 [IzIt]", "/x =RYlG null", "s 1; by 1 [QPpi]", "/", "x Ga3q"],
    layers: ["b", "2", "1"],
  },
  { title: "names of prototypes", lines: ["s; by __proto__ [r4-R]", "/constructor/__proto__ Ga3q"], layers: ["__proto__"] },
  {
    title: "digests of images in the heading, in the order of the lines",
    lines: [
      "s 1; by a [rdd0IMG1IMG2IMG3IMG4]",
      "containers/~:c *",
      "initContainers **AAAA",
      " i *BBBB",
      " env CCCC",
      "volumes +",
      " v DDDD",
    ],
  },
  { title: "names of several entries as digests", lines: ["s 1; by a [rGbx]", ".labels %29WYBBBBZnJ5AAAA", ".labels ?n_HJ {}"] },
  {
    title: "several fields that were replaced, below what they have in common",
    lines: [
      "s 1; by a [J_VX]",
      "containers/~:c/",
      ' livenessProbe/httpGet =BBBBAAAA {"path":"/","port":80}',
      " readinessProbe/httpGet/port =CCCC 80",
      'priority =DDDD {"a":1}',
    ],
  },
  {
    title: "the pod template of a CronJob",
    lines: ["s 1; by a [V_-E]", "/spec/jobTemplate/spec/template/", ".labels/a AAAA", "containers/~:c BBBB"],
  },
  { title: "a Pod", lines: ["s 1; by a [-v_d]", "/", ".labels/a AAAA", "containers/~:c BBBB"] },
  {
    title: "names that begin as paths do",
    lines: ["s 1; by a [Afy3]", "/", "template/spec/", " \\ AAAABBBB", " .x AAAA", "  y BBBB", " \\u002fx/~:y BBBB"],
  },
  { title: "longer digests of the first form, each by itself", lines: ["s 1; by a [qOyO]", "/", "x/a =abcdef 1", "x/b =abcdef 1"] },
  {
    title: "odd names among several",
    lines: [
      "s 1; by a [alXS]",
      "/",
      "x %4ecpBBBBQLWdBBBB",
      'x =BBBBAAAA {"__proto__":{"$integer":"12345678901234567890"},"a b":1}',
      "x/c BBBB",
      " k CCCC",
    ],
  },
  {
    title: "odd names, pod templates, lines of text, and the annotation's own place",
    lines: [
      "s; by 42 [Pc8v]",
      "/\\u002f:x Ga3q",
      "/a\\u0020b/\\u00e9\\u000a Ga3q",
      ':templates ojTM ["spec.pods[].template"]',
      ':text jR5r [1,0,"abcdef","  a: \\"\\u00e9\\" # :)\\n"]',
      ':place Cetc {"annotations":null}',
    ],
    layers: ["42"],
    home: { annotations: null },
  },
];

table("provenance as text", texts, {
  title: ({ title }) => title,
  run: ({ lines, layers = ["a"], home }) => {
    const text = lines.join("\n");
    assert.equal([...(parseProvenance(text) ?? new Map()).keys()], layers);
    assert.is(written(text, home), text);
  },
});

function written(text: string, home?: object): string | undefined {
  const parsed = parseProvenance(text);
  assert.equal(parseHome(text), home && toValue(home));
  return parsed && provenanceText(parsed, home && (toValue(home) as ValueMap));
}

/** As podgraft wrote lines at first: whole paths, names, digests of images among the others. They stay as they are too. */
const earlier: readonly [title: string, lines: readonly string[], today: readonly string[]][] = [
  ["what was added", ["s 1; by a (j1Ee)", "spec/x Ga3q"], ["s 1; by a [xjJ0]", "/", "x Ga3q"]],
  ["old values", ["by a (jyRj)", "x =RYlG null", 'y =ikQa {"k":[1,"2"]}'], ["by a [qPw9]", "/x =RYlG null", '/y =ikQa {"k":[1,"2"]}']],
  [
    "what was removed, and an order",
    ["s; by a (dbhc)", "/", 'l @m2l4 ["1","2"]', "/l/", '~:3 !xm3o {"name":"3"}'],
    ["s; by a [Yfo9]", '/l @m2l4 ["1","2"]', '/l/~:3 !xm3o {"name":"3"}'],
  ],
  [
    "what was there empty",
    ["s; by a (o37T)", "/", "l ?eiyA []", "m ?n_HJ {}", "n QVzz", "n ?6akD null", "/l/", "~:1 Ga3q", "/m/", "k Ga3q"],
    ["s; by a [3vkj]", "/l ?eiyA []", "/l/~:1 Ga3q", "/m ?n_HJ {}", "/m/k Ga3q", "/n QVzz", "/n ?6akD null"],
  ],
  [
    "layers in their order",
    ["s 1; by b (p1wN)", "spec/x Ga3q", "by 2 (tZ4E)", "x =RYlG null", "s 1; by 1 (XMGN)", "spec/x Ga3q"],
    ["s 1; by b [5JLQ]", "/", "x Ga3q", "by 2 [IzIt]", "/x =RYlG null", "s 1; by 1 [QPpi]", "/", "x Ga3q"],
  ],
  [
    "odd names, and the annotation's own place",
    [
      "s; by 42 (b7dM)",
      "/\\u002f",
      "\\u003ax Ga3q",
      "/a\\u0020b/",
      "\\u00e9\\u000a Ga3q",
      ':templates ojTM ["spec.pods[].template"]',
      ':text jR5r [1,0,"abcdef","  a: \\"\\u00e9\\" # :)\\n"]',
      ':place Cetc {"annotations":null}',
    ],
    (texts.at(-1) as Row).lines,
  ],
  [
    "Istio's pod",
    [
      "istio 1.30.4; by mesh (zsHU)",
      "/spec/template/metadata/",
      "annotations 3hGJ6y9ZObXxPa8MX5ZMYCu-dgjV",
      "labels/",
      " security.istio.io/tlsMode uaBe",
      " service.istio.io/canonical-name sTew",
      " service.istio.io/canonical-revision AcAI",
      "/spec/template/spec/",
      "initContainers +",
      " istio-init 2x_B893kAgnlJ5spNvTbOx3NS9oXSq1dV9wh_dQbeOjChiMnlkv9q1v-",
      " istio-proxy -zte0Nms5H6X6FjT9FnTAZniB5_BGUCaIxOsJ0V7JAfiP-IrQ5YPT1ZcUhwzXNFLYWutZ6vZZdMxdgt-dy4veLSYeLZRfspcigBoihXkkAZYkG_ElYv0nk6ErPfXslLftTmeyG-YygTLzOym",
      " env 1xl72YSW3qYM9WT99deUBnd6F1sqGWuHHvfPIZhcJRLOJcfsMf01MxCjPBrvREXVRvohUM3OVgtTYE3LYSIabJf4w03jyZZS",
      "volumes 67iY9DmRHXhjR-cgSv63Svb6WG_HYV2yYcFG_1-cb9cDlSR0pMuVpbxCwj1r",
      "containers/~:web/readinessProbe/httpGet/",
      ' path =JguX "/"',
      " port =Bs29 80",
    ],
    [
      "istio 1.30.4; by mesh [WE8M]",
      ".annotations 3hGJ6y9ZObXxPa8MX5ZMYCu-dgjV",
      ".labels %6iOgAcAIAkWjsTewQzqTuaBe",
      'containers/~:web/readinessProbe/httpGet =JguXBs29 {"path":"/","port":80}',
      "initContainers +",
      " istio-init 2x_B893kAgnlJ5spNvTbOx3NS9oXSq1dV9wh_dQbeOjChiMnlkv9q1v-",
      " istio-proxy -zte0Nms5H6X6FjT9FnTAZniB5_BGUCaIxOsJ0V7JAfiP-IrQ5YPT1ZcUhwzXNFLYWutZ6vZZdMxdgt-dy4veLSYeLZRfspcigBoihXkkAZYkG_ElYv0nk6ErPfXslLftTmeyG-YygTLzOym",
      " env 1xl72YSW3qYM9WT99deUBnd6F1sqGWuHHvfPIZhcJRLOJcfsMf01MxCjPBrvREXVRvohUM3OVgtTYE3LYSIabJf4w03jyZZS",
      "volumes 67iY9DmRHXhjR-cgSv63Svb6WG_HYV2yYcFG_1-cb9cDlSR0pMuVpbxCwj1r",
    ],
  ],
];

table("provenance as it was first written in lines", earlier, {
  title: ([title]) => title,
  run: ([, lines, today]) => {
    const home = today.at(-1)?.startsWith(":place") ? { annotations: null } : undefined;
    const text = lines.join("\n");
    assert.is(written(text, home), text);
    const layers = [...(parseProvenance(text) ?? [])].map(([name, { earlier: _, ...layer }]) => [name, layer] as const);
    assert.is(provenanceText(new Map(layers), home && (toValue(home) as ValueMap)), today.join("\n"));
    for (let i = 0; i < lines.length; i++) assert.is(parseProvenance(lines.toSpliced(i, 1).join("\n")), undefined);
  },
});

/** As the first versions wrote them: they stay as they are. */
const first: readonly [title: string, text: string, layers: readonly string[], home?: object][] = [
  ["what was added", '{"a":{"added":{"spec/x":"AAAAAABBBBBB"},"grafts":["s"]}}', ["a"]],
  ["old values", '{"a":{"grafts":[],"set":{"x":[null,"AAAAAA"],"y":[{"k":[1,"2"]},"BBBBBB"]}}}', ["a"]],
  ["an integer beyond a double", '{"a":{"grafts":[],"set":{"x":[{"$integer":"12345678901234567890"},"AAAAAA"]}}}', ["a"]],
  ["what was removed, and an order", '{"a":{"grafts":["s"],"order":{"l":["1","2"]},"removed":{"l/~:3":{"name":"3"}}}}', ["a"]],
  ["what was there empty", '{"a":{"added":{"m/k":"AAAAAA"},"empty":{"l":[],"m":{},"n":null},"grafts":[]}}', ["a"]],
  ["letters beyond ASCII", '{"a":{"grafts":[],"set":{"x":["é","AAAAAA"]},"source":[[1,1,"AAAAAA","# é"]]}}', ["a"]],
  ["layers in their order", '{"b":{"added":{"x":"AAAAAA"},"grafts":[]},"a":{"added":{"y":"AAAAAA"},"grafts":[]}}', ["b", "a"]],
  [
    "layers named by whole numbers, in their order",
    '{"":{},"b":{"added":{"x":"AAAAAA"},"grafts":[]},"2":{"added":{"y":"AAAAAA"},"grafts":["{\\"1\\":["]},"1":{"added":{"z":"AAAAAA"},"grafts":[]}}',
    ["b", "2", "1"],
    {},
  ],
  ["the annotation's own place", '{"":{"annotations":null},"a":{"added":{"x":"AAAAAA"},"grafts":[]}}', ["a"], { annotations: null }],
  ["names of prototypes", '{"__proto__":{"added":{"constructor/__proto__":"AAAAAA"},"grafts":[]}}', ["__proto__"]],
];

table("provenance in its first form", first, {
  title: ([title]) => title,
  run: ([, text, layers, home]) => {
    assert.equal([...(parseProvenance(text) ?? new Map()).keys()], layers);
    assert.is(written(text, home), text);
    assert.is(besideLines(text), text);
  },
});

/** The text once a layer of today was put on it, written down, and taken off again. */
function besideLines(text: string): string | undefined {
  const [today] = parseProvenance("s 1; by today (kjmW)\nspec/x Ga3q") ?? [];
  assert.ok(today);
  const both = provenanceText(new Map([...(parseProvenance(text) ?? []), today as never]), parseHome(text));
  assert.match(both as string, /^[ -~\n]+$/);
  const layers = new Map(parseProvenance(both));
  layers.delete("today");
  return provenanceText(layers, parseHome(both as string));
}

suite("provenance that was damaged", (test) => {
  const whole = (texts.at(-1) as Row).lines.join("\n");
  /** Only digests of what was added may differ: that is an edit of it. */
  const isSame = (damaged: string) => parseProvenance(damaged) === undefined || written(damaged, parseHome(damaged)) === damaged;
  test("by a line that is gone, or is there twice", () => {
    for (const { lines } of texts) {
      for (let i = 0; i < lines.length; i++) {
        const without = lines.filter((_, at) => at !== i).join("\n");
        const twice = lines.flatMap((line, at) => (at === i ? [line, line] : [line])).join("\n");
        assert.is(parseProvenance(twice), undefined, twice);
        assert.is(parseProvenance(without), undefined, without);
      }
    }
  });
  test("by an end that is cut off", () => {
    for (const { lines } of texts) {
      const text = lines.join("\n");
      for (let end = 0; end < text.length; end++) assert.ok(isSame(text.slice(0, end)), text.slice(0, end));
    }
  });
  test("by a character that is another", () => {
    for (let at = 0; at < whole.length; at++) {
      for (const character of ['"', " ", "\n", "x", "0", "\\", "\u0000"]) {
        const damaged = whole.slice(0, at) + character + whole.slice(at + 1);
        assert.ok(isSame(damaged), JSON.stringify(damaged));
      }
    }
  });
  test("by levels that exhaust no stack", () => {
    const deep = "[".repeat(100_000);
    for (const text of [`{"a":${deep}`, `by a (ZlYM)\nx =Hp6e ${deep}`, deep]) assert.is(parseProvenance(text), undefined);
  });
});

const none: readonly [title: string, value: Value | undefined][] = [
  ["no annotation", undefined],
  ["no layer", "{}"],
  ["a layer in which nothing was done", '{"a":{"grafts":["s"]}}'],
];

table("no provenance", none, {
  title: ([title]) => title,
  run: ([, value]) => assert.is(provenanceText(parseProvenance(value) ?? new Map([["unread", undefined as never]]), undefined), undefined),
});
