import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isExecutable } from "../program.ts";
import { podgraft, programOnPath } from "./hosts.ts";

/** The folder of programs in a plugin's sidecar: what its image has on PATH. */
export interface CmpImage {
  readonly bin: string;
}

/**
 * Calls `use` with the image of a sidecar: podgraft, Node unless it is an executable, and the programs asked for as far as they are on PATH, where
 * any user may run them; then removes it. `scripts` are programs that stand in for others.
 */
export async function withCmpImage<Result>(
  { programs = [], scripts = {} }: { programs?: readonly string[]; scripts?: Readonly<Record<string, string>> },
  use: (image: CmpImage) => Result | Promise<Result>,
): Promise<Result> {
  const root = mkdtempSync(join(tmpdir(), "podgraft-image-"));
  try {
    chmodSync(root, 0o755);
    const bin = join(root, "bin");
    if (isExecutable) provide(realpathSync(podgraft), join(root, "podgraft"));
    else cpSync(dirname(podgraft), join(root, "podgraft"), { recursive: true });
    mkdirSync(bin);
    symlinkSync(isExecutable ? "../podgraft" : "../podgraft/podgraft", join(bin, "podgraft"));
    if (!isExecutable) provide(process.execPath, join(bin, "node"));
    for (const name of programs) {
      const path = programOnPath(name);
      if (path !== undefined) provide(path, join(bin, name));
    }
    for (const [name, text] of Object.entries(scripts)) writeFileSync(join(bin, name), text, { mode: 0o755 });
    return await use({ bin });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A link, or a copy where others may not go to the program. */
function provide(program: string, target: string): void {
  if (isForAll(program)) symlinkSync(program, target);
  else copyFileSync(program, target);
}

function isForAll(path: string): boolean {
  const isOpen = (statSync(path).mode & 0o001) !== 0;
  return isOpen && (path === dirname(path) || isForAll(dirname(path)));
}
