import { types } from "../value/type.ts";
import { type Func, FuncError } from "../value/value.ts";

/** Why a function that sprig has cannot be called here: the same input must always give the same output. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  "it reads the environment": ["env", "expandenv"],
  "it asks the network": ["getHostByName"],
  "it reads the clock": ["now", "ago"],
  "it is random": [
    "randAlphaNum",
    "randAlpha",
    "randAscii",
    "randNumeric",
    "randInt",
    "randBytes",
    "shuffle",
    "uuidv4",
    "bcrypt",
    "htpasswd",
    "encryptAES",
    "genPrivateKey",
    "genCA",
    "genCAWithKey",
    "genSelfSignedCert",
    "genSelfSignedCertWithKey",
    "genSignedCert",
    "genSignedCertWithKey",
  ],
  "secrets are not made or read by templates": ["derivePassword", "decryptAES", "buildCustomCert"],
};

function refuse(name: string, reason: string): Func {
  return {
    params: [types.any],
    variadic: true,
    call: () => {
      throw new FuncError(`${name} is not available: ${reason}, and templates give the same output for the same input`);
    },
  };
}

export const forbidden: Readonly<Record<string, Func>> = Object.fromEntries(
  Object.entries(reasons).flatMap(([reason, names]) => names.map((name) => [name, refuse(name, reason)])),
);
