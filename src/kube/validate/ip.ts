/**
 * Whether Kubernetes takes a text for an IP address. Octets may have leading zeros.
 *
 * Source: k8s.io/utils net ParseIPSloppy; the gate StrictIPCIDRValidation is off
 */
export function isIp(text: string): boolean {
  return text.includes(":") ? isIp6(text) : isIp4(text);
}

/**
 * Whether Go takes a text for a network such as `10.0.0.0/8`. Octets have no leading zeros.
 *
 * Source: Go net.ParseCIDR, net/netip.ParseAddr
 */
export function isNetwork(text: string): boolean {
  const [, address = "", bits = ""] = /^([0-9a-fA-F:.]{2,45})\/(\d{1,8})$/.exec(text) ?? [];
  if (!isIp(address) || /(?:^|[.:])0\d+\.|\.0\d|[0-9a-fA-F]{5}/.test(address)) return false;
  return Number(bits) <= (address.includes(":") ? 128 : 32);
}

function isIp4(text: string): boolean {
  const octets = text.split(".");
  return octets.length === 4 && octets.every((octet) => /^0*[0-9]{1,3}$/.test(octet) && Number(octet) <= 255);
}

function isIp6(text: string): boolean {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return false;
  const left = groupsIn(head, tail === undefined);
  const right = tail === undefined ? 0 : groupsIn(tail, true);
  if (left === undefined || right === undefined) return false;
  return tail === undefined ? left === 8 : left + right < 8;
}

/** How many groups of 16 bits a part between `::` has; undefined if it is malformed. An IPv4 address may end the last part. */
function groupsIn(part: string, isLast: boolean): number | undefined {
  if (part === "") return 0;
  const groups = part.split(":");
  const last = groups.at(-1) as string;
  const hasIp4 = isLast && last.includes(".");
  if (hasIp4 && !isIp4(last)) return undefined;
  const hex = hasIp4 ? groups.slice(0, -1) : groups;
  return hex.every((group) => /^0*[0-9a-fA-F]{1,4}$/.test(group)) ? hex.length + (hasIp4 ? 2 : 0) : undefined;
}
