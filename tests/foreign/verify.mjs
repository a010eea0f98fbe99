// Verifies a certificate with npm @sd-jwt/sd-jwt-vc, status list included, using nothing of ours.
//
//   node verify.mjs CERT TRUST STATUS_TOKEN_FILE
//
// Prints one line of JSON: {"verifier","verdict":"valid"|"refused","reason"?,"claims"?}.
// Exit code 0 for valid, 1 for refused, 2 for unreadable files.
import { readFileSync } from "node:fs";
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";

const PROTOCOL = ["iss", "vct", "iat", "nbf", "exp", "cnf", "status", "_sd", "_sd_alg"];
const VERIFIER = "npm @sd-jwt/sd-jwt-vc@0.19.0";

function answer(code, body) {
  console.log(JSON.stringify({ verifier: VERIFIER, ...body }));
  process.exit(code);
}

const read = (path) => readFileSync(path, "utf8").trim();
const part = (token, index) =>
  JSON.parse(Buffer.from(token.split("~")[0].split(".")[index], "base64url"));

// The library leaves the choice of the key to its caller. It comes from the trust file alone.
function keyFor(token, trust) {
  const { iss } = part(token, 1);
  const { kid } = part(token, 0);
  const issuer = trust.issuers.find((entry) => entry.iss === iss);
  if (!issuer) throw new Error(`unknown issuer ${iss}`);
  const jwk = issuer.keys.find((key) => key.kid === kid);
  if (!jwk) throw new Error("not a key of this issuer");
  return createPublicKey({ key: jwk, format: "jwk" });
}

function verifierWith(trust, typ) {
  return (data, signature) => {
    const { alg, typ: found } = part(data, 0);
    if (alg !== "ES256" || found !== typ) return false;
    return verifySignature(
      "sha256",
      Buffer.from(data),
      { key: keyFor(data, trust), dsaEncoding: "ieee-p1363" },
      Buffer.from(signature, "base64url"),
    );
  };
}

const [certPath, trustPath, statusPath] = process.argv.slice(2);
let cert, trust, status;
try {
  cert = read(certPath);
  trust = JSON.parse(read(trustPath));
  status = statusPath ? read(statusPath) : undefined;
} catch (error) {
  answer(2, { verdict: "unreadable", reason: String(error.message) });
}

const instance = new SDJwtVcInstance({
  hasher: (data, algorithm) =>
    new Uint8Array(createHash(algorithm.replace("-", "")).update(new Uint8Array(Buffer.from(data))).digest()),
  hashAlg: "sha-256",
  verifier: verifierWith(trust, "dc+sd-jwt"),
  statusVerifier: verifierWith(trust, "statuslist+jwt"),
  statusListFetcher: async (uri) => {
    if (!status) throw new Error("status list unreachable");
    if (part(status, 1).sub !== uri) throw new Error("status list of another address");
    return status;
  },
  statusValidator: async (value) => {
    if (value === 0) return;
    throw new Error(value === 1 ? "revoked" : value === 2 ? "suspended" : `status ${value}`);
  },
});

try {
  const { payload } = await instance.verify(cert);
  const claims = Object.fromEntries(
    Object.entries(payload).filter(([name]) => !PROTOCOL.includes(name)),
  );
  answer(0, { verdict: "valid", vct: payload.vct, claims });
} catch (error) {
  answer(1, { verdict: "refused", reason: String(error.message) });
}
