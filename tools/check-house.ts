// Run by "npm run lint": says what in src/ stands against the rules of tools/floors.ts, and fails where there is anything.
import { faultsOf, readHouse } from "./house.ts";

const faults = faultsOf(readHouse());
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
