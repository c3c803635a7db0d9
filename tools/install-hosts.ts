// Gets the hosts named that are not there: node --import tsx tools/install-hosts.ts HOST...
// Prints one line for each that cannot be had: "missing: HOST: why"; those are no failure.
import { install, isHost, pathWithHosts, whyNot } from "./hosts.ts";

process.env.PATH = pathWithHosts();
for (const host of process.argv.slice(2)) {
  if (!isHost(host)) throw new Error(`${host} is not a host that the tests know`);
  install(host);
  const reason = whyNot(host);
  if (reason !== undefined) console.log(`missing: ${host}: ${reason}`);
}
