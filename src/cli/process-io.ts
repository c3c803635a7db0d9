import { fstatSync, readSync, writeSync } from "node:fs";

const STDIN = 0;
const CHUNK = 1 << 16;
const LARGEST_START = 1 << 26;

/** Asks `process.stdin` only about a device: its streams take as long to load as a tenth of Node's own start. */
export function isTerminal(): boolean {
  return fstatSync(STDIN).isCharacterDevice() && process.stdin.isTTY === true;
}

/** All of stdin. Synchronous, which starts faster than a stream; a pipe that has nothing yet (EAGAIN) is asked again. */
export function readStdin(): Buffer {
  const size = sizeOfStdin();
  let buffer = Buffer.allocUnsafe(Math.max(size + 1, CHUNK));
  let length = 0;
  for (;;) {
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafe(buffer.length + Math.min(buffer.length, LARGEST_START));
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    const count = readSome(buffer, length);
    if (count === 0) return buffer.subarray(0, length);
    length += count;
  }
}

/** The size of a redirected file; 0 for a pipe. */
function sizeOfStdin(): number {
  const stat = fstatSync(STDIN);
  return stat.isFile() ? stat.size : 0;
}

function readSome(buffer: Buffer, offset: number): number {
  for (;;) {
    try {
      return readSync(STDIN, buffer, offset, buffer.length - offset, null);
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
  writeAll(1, Buffer.from(text, "utf8"));
}

export function writeErr(text: string): void {
  writeAll(2, Buffer.from(text, "utf8"));
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
