/** The minor of a version of Kubernetes ("1.34", "v1.33.1+k3s1"), or undefined if it cannot be read. */
export function minorOf(kubernetesVersion: string): number | undefined {
  const minor = /^v?\d{1,3}\.(\d{1,4})(?:\D|$)/.exec(kubernetesVersion)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
