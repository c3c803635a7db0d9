import type { CommandResult } from "./command-result.ts";
import { type ChoiceOf, type CommandFacts, chosen, commandTable } from "./command-table.ts";
import { type OptionFacts, type OptionName, type Options, optionTable } from "./option-table.ts";

export type Shell = ChoiceOf<"completion", "shell">;

const commands = Object.entries(commandTable) as readonly (readonly [string, CommandFacts])[];
const facts: Readonly<Record<OptionName, OptionFacts>> = optionTable;

/** The script by which a shell completes podgraft's command lines. */
export function completionCommand(options: Options): CommandResult {
  return { data: completion(chosen("completion", "shell", options)), diagnostics: [], done: "", code: 0 };
}

/** A script that completes commands, their options, and the values of those that have a choice. */
export function completion(shell: Shell): string {
  const writers: Readonly<Record<Shell, () => string>> = { bash, zsh, fish };
  return writers[shell]();
}

function bash(): string {
  const options = commands.map(([name, { options: own }]) => `    ${name}) words="${own.map((option) => `--${option}`).join(" ")}";;`);
  const choices = choiceRows().map(({ command, option, values }) => `    "${command} --${option}") words="${values.join(" ")}";;`);
  return `# podgraft completion --shell bash > /etc/bash_completion.d/podgraft
_podgraft() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(([name]) => name).join(" ")} --help --version"
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${choices.join("\n")}
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${options.join("\n")}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words --help" -- "$word"));;
    *) COMPREPLY=($(compgen -f -- "$word"));;
  esac
}
complete -o filenames -F _podgraft podgraft
`;
}

function zsh(): string {
  const described = commands.map(([name, { summary }]) => `    '${name}:${zshText(summary)}'`);
  const cases = commands.map(([name, command]) => {
    const operand = command.operand === undefined ? [] : [`      '1:${command.operand}:_files -/'`];
    const specs = [...operand, ...command.options.map((option) => `      '${zshOption(option, command)}'`)];
    return `    ${name})\n      _arguments \\\n${[...specs, "      '--help[show help]'"].join(" \\\n")}\n      ;;`;
  });
  return `#compdef podgraft
# podgraft completion --shell zsh > "\${fpath[1]}/_podgraft"
_podgraft() {
  local -a commands
  commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join("\n")}
  esac
}
_podgraft "$@"
`;
}

function zshOption(name: OptionName, { choices }: CommandFacts): string {
  const { value, help, multiple } = facts[name];
  const taken = choices?.[name];
  const argument = value === undefined ? "" : `:${value}:${taken ? `(${taken.join(" ")})` : value === "FILE" ? "_files" : " "}`;
  return `${multiple ? "*" : ""}--${name}[${zshText(help)}]${argument}`;
}

function zshText(text: string): string {
  return text.replace(/'/g, "'\\''").replace(/[[\]:]/g, "\\$&");
}

function fish(): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, "\\$&")}'`;
  const names = commands.map(([name, { summary }]) => `complete -c podgraft -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`);
  const options = commands.flatMap(([name, { options: own, choices }]) =>
    own.map((option) => {
      const { short, value, help } = facts[option];
      const taken = choices?.[option];
      const argument = value === undefined ? "" : taken ? ` -x -a ${quoted(taken.join(" "))}` : value === "FILE" ? " -r -F" : " -x";
      return `complete -c podgraft -n '__fish_seen_subcommand_from ${name}' -l ${option}${short ? ` -s ${short}` : ""}${argument} -d ${quoted(help)}`;
    }),
  );
  return `# podgraft completion --shell fish > ~/.config/fish/completions/podgraft.fish\n${[...names, ...options].join("\n")}\n`;
}

function choiceRows() {
  return commands.flatMap(([command, { choices = {} }]) =>
    Object.entries(choices).map(([option, values]) => ({ command, option, values: values ?? [] })),
  );
}
