/** A file of an archive: its path without a slash at the beginning. */
export interface ArchivedFile {
  readonly path: string;
  readonly content: Buffer;
  readonly isExecutable?: boolean;
}

const BLOCK = 512;

/** A tar archive, the same bytes for the same files: root's, without a date, with a folder before what is in it. */
export function tar(files: readonly ArchivedFile[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const folders = new Set(sorted.flatMap(({ path }) => foldersOf(path)));
  const entries = [
    ...[...folders].map((path) => ({ path, blocks: [header(path, { type: "5", mode: 0o755, size: 0 })] })),
    ...sorted.map(({ path, content, isExecutable }) => ({
      path,
      blocks: [header(path, { type: "0", mode: isExecutable ? 0o755 : 0o644, size: content.length }), content, padding(content.length)],
    })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return Buffer.concat([...entries.flatMap(({ blocks }) => blocks), Buffer.alloc(2 * BLOCK)]);
}

/** `a/` and `a/b/` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const steps = path.split("/").slice(0, -1);
  return steps.map((_, i) => `${steps.slice(0, i + 1).join("/")}/`);
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** Source: POSIX.1-2001, ustar. */
function header(path: string, { type, mode, size }: { type: "0" | "5"; mode: number; size: number }): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`Cannot archive ${path}: its path is longer than 100 bytes`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) => block.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at);
  block.write(path, 0);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write(" ".repeat(8), 148);
  block.write(type, 156);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}
