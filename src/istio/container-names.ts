/** The containers that Istio's templates and its CNI plugin add. */
export const proxyContainer = "istio-proxy";
export const initContainer = "istio-init";
export const validationContainer = "istio-validation";
export const coreDumpContainer = "enable-core-dump";
