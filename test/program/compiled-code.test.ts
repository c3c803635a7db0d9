import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, table } from "../cases.ts";
import { root } from "../files.ts";

/** What a bad disk or an interrupted copy makes of a file. */
const damages: readonly { readonly name: string; readonly damaged: (code: Buffer) => Buffer }[] = [
  { name: "nothing", damaged: () => Buffer.alloc(0) },
  { name: "the first half", damaged: (code) => code.subarray(0, code.length / 2) },
  { name: "all but the last byte", damaged: (code) => code.subarray(0, -1) },
  { name: "zeros", damaged: (code) => Buffer.alloc(code.length) },
  { name: "another program's bytes", damaged: () => Buffer.from("of another build") },
  ...[0.01, 0.3, 0.45, 0.7].flatMap((place) => [
    { name: `one bit changed at ${100 * place}%`, damaged: (code: Buffer) => changed(code, place, (byte) => byte ^ 1) },
    { name: `a page of zeros at ${100 * place}%`, damaged: (code: Buffer) => pageOfZeros(code, place) },
  ]),
];

function changed(code: Buffer, place: number, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(code);
  const at = Math.floor(place * copy.length);
  copy[at] = change(copy[at] as number);
  return copy;
}

function pageOfZeros(code: Buffer, place: number): Buffer {
  const at = Math.floor(place * code.length);
  return Buffer.from(code).fill(0, at, at + 4096);
}

const input = readFileSync(join(root, "tools/warm-up.yaml"));

function run(program: string) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program], { input, encoding: "utf8" });
  return { status, signal, stdout, stderr };
}

const usual = run(join(root, "plugin/podgraft"));

table("compiled code of which is left", damages, {
  title: ({ name }) => name,
  run: ({ damaged }) => {
    const folder = mkdtempSync(join(tmpdir(), "podgraft-compiled-"));
    try {
      cpSync(join(root, "plugin"), folder, { recursive: true });
      const chunks = join(folder, "chunks");
      const compiled = readdirSync(chunks).filter((name) => name.endsWith(".bin"));
      assert.ok(compiled.length > 0);
      for (const name of compiled) writeFileSync(join(chunks, name), damaged(readFileSync(join(chunks, name))));
      assert.equal(run(join(folder, "podgraft")), usual);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
});
