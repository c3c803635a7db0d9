// The page's own script: two editors, what podgraft says of their texts, examples, and links.
import type { Answer } from "./answer.ts";
import { asker } from "./ask.ts";
import { decisionList } from "./decisions.ts";
import { diffBlock, diffStat, resultBlock } from "./diff.ts";
import { editor } from "./editor.ts";
import { byId } from "./element.ts";
import { findingList } from "./findings.ts";
import { type Input, names } from "./input.ts";
import { fragmentOf, inputOf } from "./link.ts";
import type { GoTo } from "./place.ts";
import { verdictOf } from "./verdict.ts";

interface Example extends Input {
  readonly title: string;
}

const examples: readonly Example[] = JSON.parse(byId("examples").textContent ?? "[]");
const choice = byId<HTMLSelectElement>("example");
const wait = 250;

const ask = asker(show);
let timer: ReturnType<typeof setTimeout> | undefined;
let shown: Answer | undefined;

const manifests = editor("manifests", edited);
const config = editor("config", edited);
const input = (): Input => ({ manifests: manifests.text(), config: config.text() });

function edited(): void {
  choice.value = "";
  document.body.dataset.state = "asking";
  clearTimeout(timer);
  timer = setTimeout(() => ask(input()), wait);
}

function load(next: Input): void {
  clearTimeout(timer);
  manifests.write(next.manifests);
  config.write(next.config);
  document.body.dataset.state = "asking";
  ask(next);
}

const goTo: GoTo = ({ file, line = 1 }) => (file === names.config ? config : manifests).goTo(line);

function show(answer: Answer | { readonly problem: string }): void {
  document.body.dataset.state = "answered";
  if ("problem" in answer) {
    say(answer.problem);
    return;
  }
  shown = answer;
  const open = new Set([...document.querySelectorAll<HTMLElement>("details[open]")].map(({ dataset }) => dataset.key));
  const { words, look } = verdictOf(answer);
  byId("verdict").textContent = words;
  byId("verdict").className = look;
  // Where the configuration cannot be read, nothing is decided and nothing changes.
  for (const made of document.querySelectorAll<HTMLElement>(".made")) made.hidden = answer.failed && answer.explanations.length === 0;
  byId("decisions").replaceChildren(...decisionList(answer.explanations, goTo));
  byId("findings").replaceChildren(findingList(answer.findings, goTo));
  for (const details of document.querySelectorAll("details")) details.open = open.has(details.dataset.key);
  showText();
}

function showText(): void {
  if (!shown) return;
  const isWhole = byId("whole").getAttribute("aria-pressed") === "true";
  byId("stat").textContent = diffStat(shown);
  byId("diff").replaceChildren(isWhole ? resultBlock(shown) : diffBlock(shown));
}

function say(words: string): void {
  byId("said").textContent = words;
}

async function copy(text: string, done: string, otherwise: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say(otherwise);
  }
}

async function share(): Promise<void> {
  const made = await fragmentOf(input());
  if ("problem" in made) {
    say(made.problem);
    return;
  }
  history.replaceState(null, "", made.fragment);
  await copy(
    location.href,
    "The link is copied. It contains the input itself.",
    "The link is in the address bar. It contains the input itself.",
  );
}

async function open(): Promise<void> {
  const linked = await inputOf(location.hash);
  if (linked && "problem" in linked) say(linked.problem);
  if (linked && !("problem" in linked)) {
    choice.value = "";
    load(linked);
    return;
  }
  const first = examples[0];
  if (first && shown === undefined) {
    choice.value = "0";
    load(first);
  }
}

choice.replaceChildren(
  ...[{ title: "Your own", value: "" }, ...examples.map(({ title }, i) => ({ title, value: `${i}` }))].map(({ title, value }) => {
    const option = new Option(title, value);
    option.disabled = value === "";
    return option;
  }),
);
choice.addEventListener("change", () => {
  const example = examples[Number(choice.value)];
  say("");
  if (example) load(example);
});
byId("share").addEventListener("click", share);
byId("copy").addEventListener("click", () =>
  copy(shown?.text ?? "", "The result is copied.", "The browser did not allow copying; select the text instead."),
);
byId("whole").addEventListener("click", (event) => {
  const button = event.currentTarget as HTMLElement;
  button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
  showText();
});
addEventListener("hashchange", open);
open();
