/** Whether a text is `host:port`, an IPv6 address standing in brackets. */
export function isAddress(text: string): boolean {
  const [, bracketed, plain = "", digits] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  return digits !== undefined && isPortNumber(Number(digits)) && (isHostName(host) || isIp(host));
}

export function isPortNumber(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

/** Labels of DNS, the last one not all digits; a dot may end the name. */
function isHostName(host: string): boolean {
  if (host === "" || host.length > 255) return false;
  const labels = host.split(".");
  if (labels.length > 1 && labels.at(-1) === "") labels.pop();
  return labels.every((label) => /^[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(label)) && !/^[+-]?\d+$/.test(labels.at(-1)!);
}

/** An IPv4 address in four decimal parts, or an IPv6 address. */
function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

export function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (text.length > 45 || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const tail = groups.at(-1);
  const embedsIpv4 = tail?.includes(".") && isIpv4(tail) && !text.endsWith("::");
  const hex = embedsIpv4 ? groups.slice(0, -1) : groups;
  const count = hex.length + (embedsIpv4 ? 2 : 0);
  return hex.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}
