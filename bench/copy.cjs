// stdin to stdout: the least that any program written for Node has to do.
const { readFileSync, writeSync } = require("node:fs");

const bytes = readFileSync(0);
for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
