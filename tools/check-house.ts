// Run by "npm run lint": says what in src/ breaks the rules of tools/floors.ts, and which words of tools/words.ts are
// used anywhere, and fails where there is anything.
import { faultsOf, readHouse } from "./house.ts";
import { readTexts, wordFaults } from "./words.ts";

const faults = [...faultsOf(readHouse()), ...wordFaults(readTexts())];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
