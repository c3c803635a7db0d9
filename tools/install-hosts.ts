// Gets the hosts named that are not there: node --import tsx tools/install-hosts.ts [--missing] HOST...
// One that cannot be had is not a failure: the tests tell it. With --missing each is printed: "missing: HOST: why".
import { install, isHost, pathWithHosts, whyNot } from "./hosts.ts";

process.env.PATH = pathWithHosts();
const [tellsMissing, hosts] = [process.argv.includes("--missing"), process.argv.slice(2).filter((arg) => arg !== "--missing")];
for (const host of hosts) {
  if (!isHost(host)) throw new Error(`${host} is not a host that the tests know`);
  install(host);
  const reason = whyNot(host);
  if (tellsMissing && reason !== undefined) console.log(`missing: ${host}: ${reason}`);
}
