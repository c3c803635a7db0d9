const PLAIN = /^[ -~\t]*$/;

/** A text with invisible characters and all line breaks escaped as in JSON: `\n`, `\u202e`. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(unseen(), escapeOf);
}

/**
 * Characters that command a terminal, break a line, or invisibly change how the text around them looks; not tabs or
 * emoji variants. Made on first use, because the Unicode classes take half a millisecond.
 */
function unseen(): RegExp {
  return /(?!\t|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
}

/**
 * What a CI server reads as a command in a log: `##[error]` (GitHub), `##vso[task.complete]` (Azure) and
 * `##teamcity[...]` anywhere in a line, `::error::` (GitHub) at the start of a line, even after spaces.
 *
 * Source: actions/runner src/Runner.Common/ActionCommand.cs TryParse, TryParseV2;
 * microsoft/azure-pipelines-agent src/Microsoft.VisualStudio.Services.Agent/Command.cs TryParse
 */
const COMMAND = /#(?=#\w{0,20}\[)|:(?=:)(?<=^\s*:)/g;

/** A text from `visible` that is safe as a line of a log, or its start: nothing in it commands a CI server either. */
export function visibleLine(text: string): string {
  return visible(text).replace(COMMAND, escapeOf);
}

/** Each line of a text through `visibleLine`. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visibleLine).join("\n");
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };

function escapeOf(character: string): string {
  return NAMED[character] ?? character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
