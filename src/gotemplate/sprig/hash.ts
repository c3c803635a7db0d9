/** SHA-1, SHA-256, SHA-512 (FIPS 180-4) and Adler-32 (RFC 1950), small rather than fast, and without the host's crypto. */

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** The message, a one bit, zeros and its length in bits, filling whole blocks. */
function padded(bytes: Uint8Array, block: 64 | 128): DataView {
  const lengthField = block / 8;
  const size = Math.ceil((bytes.length + 1 + lengthField) / block) * block;
  const all = new Uint8Array(size);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setBigUint64(size - 8, BigInt(bytes.length) * 8n);
  return view;
}

function words32(words: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  for (const [i, word] of words.entries()) view.setUint32(i * 4, word);
  return new Uint8Array(view.buffer);
}

const left = (x: number, n: number): number => (x << n) | (x >>> (32 - n));
const right = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** One of the four rounds of SHA-1: its function and constant. */
const sha1Rounds: readonly { mix: (b: number, c: number, d: number) => number; constant: number }[] = [
  { mix: (b, c, d) => (b & c) | (~b & d), constant: 0x5a827999 },
  { mix: (b, c, d) => b ^ c ^ d, constant: 0x6ed9eba1 },
  { mix: (b, c, d) => (b & c) | (b & d) | (c & d), constant: 0x8f1bbcdc },
  { mix: (b, c, d) => b ^ c ^ d, constant: 0xca62c1d6 },
];

export function sha1(bytes: Uint8Array): Uint8Array {
  const message = padded(bytes, 64);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const w = new Array<number>(80).fill(0);
  for (let at = 0; at < message.byteLength; at += 64) {
    for (let i = 0; i < 80; i++) w[i] = i < 16 ? message.getUint32(at + i * 4) : left(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1);
    let [a, b, c, d, e] = state as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      const { mix, constant } = sha1Rounds[Math.floor(i / 20)]!;
      const next = (left(a, 5) + mix(b, c, d) + e + constant + w[i]!) | 0;
      [a, b, c, d, e] = [next, a, left(b, 30), c, d];
    }
    for (const [i, value] of [a, b, c, d, e].entries()) state[i] = (state[i]! + value) | 0;
  }
  return words32(state);
}

const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
};

/** The first 64 bits of the fraction of a root of a prime: what the constants of SHA-2 are made of. */
function rootFraction(prime: number, degree: 2 | 3): bigint {
  const target = BigInt(prime) << BigInt(64 * degree);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** BigInt(degree) <= target) low = middle;
    else high = middle;
  }
  return BigInt.asUintN(64, low);
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
const sha2 = lazily(() => ({
  initial: primes(8).map((prime) => rootFraction(prime, 2)),
  constants: primes(80).map((prime) => rootFraction(prime, 3)),
}));

export function sha256(bytes: Uint8Array): Uint8Array {
  const message = padded(bytes, 64);
  const state = sha2().initial.map((value) => Number(value >> 32n) | 0);
  const constants = sha2()
    .constants.slice(0, 64)
    .map((value) => Number(value >> 32n) | 0);
  const w = new Array<number>(64).fill(0);
  for (let at = 0; at < message.byteLength; at += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = message.getInt32(at + i * 4);
      else {
        const x = w[i - 15]!;
        const y = w[i - 2]!;
        w[i] = (w[i - 16]! + (right(x, 7) ^ right(x, 18) ^ (x >>> 3)) + w[i - 7]! + (right(y, 17) ^ right(y, 19) ^ (y >>> 10))) | 0;
      }
    }
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const t1 = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + constants[i]! + w[i]!) | 0;
      const t2 = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i]! + value) | 0;
  }
  return words32(state);
}

const wide = (x: bigint): bigint => BigInt.asUintN(64, x);
const turn = (x: bigint, n: bigint): bigint => wide((x >> n) | (x << (64n - n)));

export function sha512(bytes: Uint8Array): Uint8Array {
  const message = padded(bytes, 128);
  const { initial, constants } = sha2();
  const state = [...initial];
  const w = new Array<bigint>(80).fill(0n);
  for (let at = 0; at < message.byteLength; at += 128) {
    for (let i = 0; i < 80; i++) {
      if (i < 16) w[i] = message.getBigUint64(at + i * 8);
      else {
        const x = w[i - 15]!;
        const y = w[i - 2]!;
        w[i] = wide(w[i - 16]! + (turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n)) + w[i - 7]! + (turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n)));
      }
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let i = 0; i < 80; i++) {
      const t1 = wide(h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (wide(~e) & g)) + constants[i]! + w[i]!);
      const t2 = wide((turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c)));
      [a, b, c, d, e, f, g, h] = [wide(t1 + t2), a, b, c, wide(d + t1), e, f, g];
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = wide(state[i]! + value);
  }
  const view = new DataView(new ArrayBuffer(64));
  for (const [i, word] of state.entries()) view.setBigUint64(i * 8, word);
  return new Uint8Array(view.buffer);
}
