import { fstatSync, readSync, writeSync } from "node:fs";

export const STDIN = 0;
const CHUNK = 1 << 16;
/** What a pipe brings beyond the first chunk is rarely more. What of it stays untouched takes no memory. */
const LARGE = 1 << 26;
/** In UTF-16 units, each of three bytes at most. */
const WRITTEN_AT_ONCE = 1 << 18;

/** Whether a terminal is there. `node:tty` is loaded for a device only, since that takes milliseconds. */
export function isTerminal(fd: number): boolean {
  return isDevice(fd) && process.getBuiltinModule("node:tty").isatty(fd);
}

/** False for a stream that is closed. */
function isDevice(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    return false;
  }
}

/**
 * All that a file or pipe holds, or nothing where that is more than `most` bytes: a file is not read then, and a pipe no
 * further. Synchronous, which starts faster than a stream; a pipe that has nothing yet (EAGAIN) is asked again.
 */
export function readAll(fd: number, most: number): Buffer | undefined {
  const size = sizeOf(fd);
  if (size > most) return undefined;
  let buffer = Buffer.allocUnsafe(size === 0 ? CHUNK : size + 1);
  let length = 0;
  for (;;) {
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafeSlow(buffer.length + LARGE);
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    const count = readSome(fd, buffer, length);
    if (count === 0) return buffer.subarray(0, length);
    length += count;
    if (length > most) return undefined;
  }
}

/** Of a pipe 0. */
function sizeOf(fd: number): number {
  const stat = fstatSync(fd);
  return stat.isFile() ? stat.size : 0;
}

function readSome(fd: number, buffer: Buffer, offset: number): number {
  for (;;) {
    try {
      return readSync(fd, buffer, offset, buffer.length - offset, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** Waits a few milliseconds without a timer, since everything here is synchronous. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** Writes all of a text, whatever a pipe takes at once: process.exit would cut it off at 64 KiB. */
export function writeOut(text: string): void {
  writePieces(1, [text]);
}

export function writeErr(text: string): void {
  writePieces(2, [text]);
}

/** A text in pieces, to standard output. */
export function writeOutPieces(pieces: readonly string[]): void {
  writePieces(1, pieces);
}

/** Through one buffer, since memory that was never touched before is dear: a large text would be held twice. */
function writePieces(fd: number, pieces: readonly string[]): void {
  const units = pieces.reduce((sum, { length }) => sum + length, 0);
  const buffer = Buffer.allocUnsafe(3 * Math.min(units, WRITTEN_AT_ONCE));
  let filled = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const next = cutAt(piece, at);
      if (3 * (next - at) > buffer.length - filled) {
        writeAll(fd, buffer.subarray(0, filled));
        filled = 0;
      }
      filled += buffer.write(piece.slice(at, next), filled, "utf8");
      at = next;
    }
  }
  writeAll(fd, buffer.subarray(0, filled));
}

/** The end of what is written at once from `at` on: never between the halves of a surrogate pair. */
function cutAt(piece: string, at: number): number {
  const end = Math.min(at + WRITTEN_AT_ONCE, piece.length);
  return end < piece.length && (piece.charCodeAt(end - 1) & 0xfc00) === 0xd800 ? end - 1 : end;
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      pause();
    }
  }
}
