"""Verifies signature and disclosures of a certificate with PyPI sd-jwt, using nothing of ours.

    python verify.py CERT TRUST

That package knows neither expiry nor status lists, so neither is checked here. A disclosure that
no digest stands for it leaves out of the claims, where RFC 9901 wants the whole refused.
Prints one line of JSON: {"verifier", "verdict": "valid"|"refused", "reason"?, "claims"?}.
Exit code 0 for valid, 1 for refused, 2 for unreadable files.
"""

import json
import sys

from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

VERIFIER = "PyPI sd-jwt 0.10.4"
PROTOCOL = {"iss", "vct", "iat", "nbf", "exp", "cnf", "status"}


def answer(code, **body):
    print(json.dumps({"verifier": VERIFIER, **body}, ensure_ascii=False))
    sys.exit(code)


def key_chooser(trust):
    """The library asks its caller for the key. It comes from the trust file alone."""

    def choose(iss, header):
        if header.get("alg") != "ES256" or header.get("typ") != "dc+sd-jwt":
            raise ValueError("not an ES256 certificate")
        issuer = next((e for e in trust["issuers"] if e["iss"] == iss), None)
        if issuer is None:
            raise ValueError(f"unknown issuer {iss}")
        jwk = next((k for k in issuer["keys"] if k["kid"] == header.get("kid")), None)
        if jwk is None:
            raise ValueError("not a key of this issuer")
        return JWK(**jwk)

    return choose


def main(cert_path, trust_path):
    try:
        with open(cert_path, encoding="utf-8") as file:
            cert = file.read().strip()
        with open(trust_path, encoding="utf-8") as file:
            trust = json.load(file)
    except (OSError, ValueError) as error:
        answer(2, verdict="unreadable", reason=str(error))
    try:
        payload = SDJWTVerifier(cert, key_chooser(trust)).get_verified_payload()
    except Exception as error:  # the package raises whatever its parts raise
        answer(1, verdict="refused", reason=f"{type(error).__name__}: {error}")
    claims = {name: value for name, value in payload.items() if name not in PROTOCOL}
    answer(0, verdict="valid", vct=payload.get("vct"), claims=claims)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        answer(2, verdict="unreadable", reason="usage: verify.py CERT TRUST")
    main(sys.argv[1], sys.argv[2])
