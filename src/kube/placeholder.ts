/** Whether a later step of the build is to replace a part of the text: `${NAME}`, `$(NAME)`, `{{ name }}`, `<name>`. */
export function hasPlaceholder(text: string): boolean {
  return /\$\{[^}]*\}|\$\([^)]*\)|\{\{[^}]*\}\}|<[^<>]+>/.test(text);
}
