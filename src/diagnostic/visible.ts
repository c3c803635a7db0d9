const PLAIN = /^[ -~\t]*$/;

/** A text with what cannot be seen, and all line breaks, written as in a string of JSON: `\n`, `\u202e`. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(unseen(), escapeOf);
}

/**
 * What commands a terminal, breaks a line, or changes how the text around it looks without being seen; not a tab, nor an emoji's
 * form. Made when it is needed, since the classes of Unicode take half a millisecond.
 */
function unseen(): RegExp {
  return /(?!\t|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
}

/**
 * What a CI server takes for a command in a log: `##[error]` (GitHub), `##vso[task.complete]` (Azure) and `##teamcity[...]`
 * anywhere in a line, `::error::` (GitHub) where the line begins, even behind spaces.
 *
 * Source: actions/runner src/Runner.Common/ActionCommand.cs TryParse, TryParseV2;
 * microsoft/azure-pipelines-agent src/Microsoft.VisualStudio.Services.Agent/Command.cs TryParse
 */
const COMMAND = /#(?=#\w{0,20}\[)|:(?=:)(?<=^\s*:)/g;

/** A text as `visible` shows it that can be a line of a log, or begin one: nothing in it commands a CI server, either. */
export function visibleLine(text: string): string {
  return visible(text).replace(COMMAND, escapeOf);
}

/** Each line of a text as `visibleLine` shows it. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visibleLine).join("\n");
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };

function escapeOf(character: string): string {
  return NAMED[character] ?? character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
