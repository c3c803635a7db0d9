import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { IstioConfig } from "./istio-config.ts";

/** What of `spec.istio` this version of podgraft cannot do: running the mesh's own templates. `path` is where it stands. */
export function checkIstio({ profile, templates }: IstioConfig, path: string): readonly Diagnostic[] {
  const names = Object.keys(templates ?? {});
  return [
    ...(profile === "mesh"
      ? [
          unsupported(`${path}.profile`, "mesh", {
            problem: "the mesh's own templates are not executed; expected builtin or auto",
            fix: "write profile: builtin",
          }),
        ]
      : []),
    ...names.map((name) =>
      unsupported(`${path}.templates.${name}`, name, {
        problem: "Go templates are not executed; expected none",
        fix: "remove the template, or write it as one of spec.sidecars",
      }),
    ),
  ];
}

function unsupported(path: string, current: string, { problem, fix }: { problem: string; fix: string }): Diagnostic {
  return diagnostic("InvalidConfiguration", { message: `Cannot use ${path}: ${problem}`, fix, field: { path, current } });
}
