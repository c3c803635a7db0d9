import type { CommandResult } from "./command-result.ts";
import { type ChoiceOf, type CommandFacts, chosen, commandTable, optionOf } from "./command-table.ts";
import { type OptionFacts, type OptionName, type Options, optionTable } from "./option-table.ts";

export type Shell = ChoiceOf<"completion", "shell">;

const commands = Object.entries(commandTable) as readonly (readonly [string, CommandFacts])[];
const facts: Readonly<Record<OptionName, OptionFacts>> = optionTable;
/** Words that are not commands with options of their own. */
const others: Readonly<Record<string, string>> = { help: "Shows the help of a command.", version: "Prints the version." };

/** The script that completes podgraft's command lines in a shell. */
export function completionCommand(options: Options): CommandResult {
  return { data: completion(chosen("completion", "shell", options)), diagnostics: [], done: "", code: 0 };
}

/**
 * A script that completes commands, their options, the values of options with fixed choices, and files where an
 * argument is a file.
 */
export function completion(shell: Shell): string {
  const writers: Readonly<Record<Shell, () => string>> = { bash, zsh, fish };
  return writers[shell]();
}

/** The kind of an argument: files, directories, a choice of words, or something unknown. */
type Argument = "files" | "directories" | "unknown" | readonly string[];

function argumentOf(option: OptionName, command: CommandFacts): Argument | undefined {
  const { value } = optionOf(option, command);
  if (value === undefined) return undefined;
  const kinds: Readonly<Record<string, Argument>> = { FILE: "files", DIR: "directories" };
  return command.choices?.[option] ?? kinds[value] ?? "unknown";
}

function operandOf({ operand, operands, choices }: CommandFacts): Argument {
  if (operands !== undefined) return operands === "directories" ? "directories" : "files";
  return operand === undefined ? "unknown" : (choices?.shell ?? "unknown");
}

/** The ways to write an option. */
function spellings(option: OptionName): readonly string[] {
  const { short } = facts[option];
  return [...(short === undefined ? [] : [`-${short}`]), `--${option}`];
}

/** readline itself completes files, because it quotes them correctly; it does so unless another kind is set. */
function bash(): string {
  const says = (argument: Argument) => {
    if (typeof argument !== "string") return `words="${argument.join(" ")}"`;
    return { files: "kind=files", directories: "kind=directories", unknown: ":" }[argument];
  };
  const values = commands.flatMap(([name, command]) =>
    command.options.flatMap((option) => {
      const value = argumentOf(option, command);
      return value === undefined
        ? []
        : [
            `    ${spellings(option)
              .map((spelling) => `"${name} ${spelling}"`)
              .join("|")}) ${says(value)};;`,
          ];
    }),
  );
  const rest = commands.map(([name, command]) => {
    const options = command.options.map((option) => `--${option}`).join(" ");
    return `    "${name} -"*) words="${options} --help";;\n    "${name} "*) ${says(operandOf(command))};;`;
  });
  return `# podgraft completion bash > /etc/bash_completion.d/podgraft
_podgraft() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words="" kind=""
  local commands="${[...commands.map(([name]) => name), ...Object.keys(others)].join(" ")}"
  # bash takes the = of --format=text for a word.
  if [ "$word" = "=" ]; then word=""
  elif [ "$before" = "=" ]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if [ "$COMP_CWORD" -eq 1 ]; then words="$commands --help --version"
  elif [ "$command" = help ]; then words="$commands"
  else case "$command $before" in
${values.join("\n")}
    *) case "$command $word" in
${rest.join("\n")}
    esac;;
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  case "$kind" in
    files) ;;
    directories) compopt +o default -o dirnames 2>/dev/null;;
    *) compopt +o default 2>/dev/null;;
  esac
}
complete -o default -F _podgraft podgraft
`;
}

function zsh(): string {
  const described = [...commands.map(([name, { summary }]) => [name, summary]), ...Object.entries(others)];
  const lines = described.map(([name = "", summary = ""]) => `    '${name}:${zshText(summary)}'`);
  const cases = commands.map(([name, command]) => {
    const several = command.operands === undefined ? "1" : "*";
    const operand = `'${several}:${command.operand ?? (command.operands === "directories" ? "DIR" : "file")}:${zshAction(operandOf(command))}'`;
    const specs = [operand, ...command.options.flatMap((option) => zshOption(option, command)), "'--help[show help]'"];
    return `    ${name})\n      _arguments \\\n${specs.map((spec) => `        ${spec}`).join(" \\\n")}\n      ;;`;
  });
  return `#compdef podgraft
# podgraft completion zsh > "\${fpath[1]}/_podgraft"
_podgraft() {
  local -a commands
  commands=(
${lines.join("\n")}
  )
  if (( CURRENT == 2 )) || [[ "$words[2]" == help ]]; then
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

function zshOption(name: OptionName, command: CommandFacts): readonly string[] {
  const { value: valueName, help, multiple } = optionOf(name, command);
  const value = argumentOf(name, command);
  const argument = value === undefined ? "" : `:${valueName}:${zshAction(value)}`;
  return spellings(name).map((spelling) => {
    const equals = value !== undefined && spelling.startsWith("--") ? "=" : "";
    return `'${multiple ? "*" : ""}${spelling}${equals}[${zshText(help)}]${argument}'`;
  });
}

function zshAction(argument: Argument): string {
  if (typeof argument !== "string") return `(${argument.join(" ")})`;
  return { files: "_files", directories: "_files -/", unknown: " " }[argument];
}

function zshText(text: string): string {
  return text.replace(/'/g, "'\\''").replace(/[[\]:]/g, "\\$&");
}

function fish(): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, "\\$&")}'`;
  const says = (argument: Argument) => {
    if (typeof argument !== "string") return `-f -a ${quoted(argument.join(" "))}`;
    return { files: "-F", directories: "-f -a '(__fish_complete_directories)'", unknown: "-f" }[argument];
  };
  const described = [...commands.map(([name, { summary }]) => [name, summary]), ...Object.entries(others)];
  const names = described.map(
    ([name = "", summary = ""]) => `complete -c podgraft -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
  );
  const own = commands.flatMap(([name, command]) => {
    const when = `complete -c podgraft -n 'contains -- ${name} (commandline -opc)[2]'`;
    const options = command.options.map((option) => {
      const { short, help } = optionOf(option, command);
      const value = argumentOf(option, command);
      return `${when} -l ${option}${short ? ` -s ${short}` : ""}${value === undefined ? "" : ` -r ${says(value)}`} -d ${quoted(help)}`;
    });
    return [`${when} ${says(operandOf(command))}`, ...options];
  });
  const help = `complete -c podgraft -n 'contains -- help (commandline -opc)[2]' -f -a ${quoted(commands.map(([name]) => name).join(" "))}`;
  return `# podgraft completion fish > ~/.config/fish/completions/podgraft.fish\n${[...names, ...own, help].join("\n")}\n`;
}
