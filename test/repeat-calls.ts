// Makes the calls of podgraft that a folder holds again, and prints what they answer. It is bundled and run with the folder.
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { filesBelow } from "./hosts/package.ts";
import { type Call, callsIn, type Repeated, unpack } from "./podgraft-calls.ts";
import { runInThread } from "./podgraft-thread.ts";

function repeated(call: Call): Repeated {
  const folders = unpack(call);
  try {
    const answered = runInThread(call);
    const files = createHash("sha256");
    for (const folder of folders) files.update(JSON.stringify(filesBelow(folder)));
    return { answered, files: files.digest("hex") };
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

console.log(JSON.stringify(callsIn(process.argv[2] as string).map(repeated)));
