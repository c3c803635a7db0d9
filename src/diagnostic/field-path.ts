const PLAIN = /^[A-Za-z0-9_-]+$/;

/** The path of a field below another, as in messages: `metadata.labels[app.kubernetes.io/name]`, `containers[0]`. */
export function fieldPath(outer: string, step: string | number): string {
  if (typeof step === "number" || !PLAIN.test(step)) return `${outer}[${step}]`;
  return outer === "" ? step : `${outer}.${step}`;
}
