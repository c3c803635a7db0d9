import { fstatSync, readSync, writeSync } from "node:fs";

export const STDIN = 0;
const CHUNK = 1 << 16;
/** A pipe rarely has more than this after the first chunk. Untouched parts of the buffer take no memory. */
const LARGE = 1 << 26;
/** In UTF-16 units of at most three bytes each. */
const WRITTEN_AT_ONCE = 1 << 18;

/** Whether it is a terminal. `node:tty` is loaded only for a device, because that takes milliseconds. */
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
 * The content of a file or pipe, or nothing if it has more than `most` bytes: then a file is not read, and a pipe no
 * further. It is synchronous, which starts faster than a stream; a pipe that has nothing yet (EAGAIN) is read again.
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

/** Waits a few milliseconds without a timer, because everything here is synchronous. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** Writes all of a text, however little a pipe accepts at once: process.exit would cut it off at 64 KiB. */
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

/** Through one buffer, because touching new memory is expensive: a large text would be in memory twice. */
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
