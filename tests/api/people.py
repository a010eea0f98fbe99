"""Signs people of the demonstration in, lets a program in, and makes what the operations are about.

Writes a configuration of schemathesis for each of them into a folder: python people.py FOLDER
"""

import datetime
import http.cookiejar
import json
import os
import re
import struct
import subprocess
import sys
import urllib.parse
import urllib.request
import uuid
import zlib

BASE = os.environ["BASE_URL"]
OWNER, OFFICER, SECOND, CLERK = "lin-xiaoyu", "officer-fang", "officer-tang", "clerk-bai"
ADMINISTRATORS, AUDITOR, LEAVER = ("admin-qin", "admin-hou"), "auditor-tan", "zhou-dashan"
SERVICE, AUTHORITY = "small-food-business", "qingshi-market-regulation"
GROUND = "obtained-by-deceit"
SITUATION = {"place": "guiyu", "operator": "individual", "area_m2": 40, "workers": 1, "premises": "owned"}
SITUATION |= dict.fromkeys(["smoke", "cold_dishes", "raw_food", "online_orders", "licence_revoked"], False)
FORM = {"shop_name": "海棠面馆", "food_items": "热食"}


class Browser:
    """Somebody who has signed in."""

    def __init__(self, account):
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        page = self.opener.open(f"{BASE}/sign-in").read().decode()
        token = re.search(r'name="form-token" value="([^"]+)"', page).group(1)
        fields = urllib.parse.urlencode({"form-token": token, "account": account, "return": ""})
        self.opener.open(f"{BASE}/sign-in", fields.encode())

    def session(self):
        return next(cookie.value for cookie in self.jar if cookie.name.endswith("ow-session"))

    def call(self, method, path, sent=None, kind="application/json"):
        headers = {"Idempotency-Key": str(uuid.uuid4())} if method == "POST" else {}
        data = None
        if sent is not None:
            data = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
            headers["Content-Type"] = kind
        request = urllib.request.Request(BASE + path, data=data, method=method, headers=headers)
        with self.opener.open(request) as answer:
            text = answer.read()
            return json.loads(text) if text else None


def token():
    """A token of a program that may see the work list."""
    command = [os.environ["ONEWINDOW_BIN"], "client", "add", "--data", os.environ["ONEWINDOW_DATA"]]
    command += ["--name", "schemathesis", "--organisation", AUTHORITY, "--scope", "work"]
    command += ["--until", "2099-12-31", "--by", "tests/api"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    client, secret = (re.search(rf"{name} +(\S+)", told).group(1) for name in ("client", "secret"))
    passwords = urllib.request.HTTPPasswordMgrWithPriorAuth()
    passwords.add_password(None, BASE, client, secret, is_authenticated=True)
    opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))
    grant = urllib.parse.urlencode({"grant_type": "client_credentials"}).encode()
    return json.load(opener.open(f"{BASE}/api/oauth/token", grant))["access_token"]


def photo(side=1200):
    """A picture that can be taken for a photo of a paper."""
    row = b"\0" + bytes(x % 251 for x in range(side * 3))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(row * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def filled(person):
    """A draft with everything in it."""
    new = {"service": SERVICE, "answers": SITUATION}
    draft = person.call("POST", "/api/v1/drafts", new)["id"]
    here = f"/api/v1/drafts/{draft}"
    for field, value in FORM.items():
        person.call("PUT", f"{here}/values/{field}", {"value": value})
    view, paper = person.call("GET", here), photo()
    for evidence in view["evidence"]:
        if evidence["id"] not in view["supplies"]:
            person.call("PUT", f"{here}/files/{evidence['id']}", paper, "image/png")
    return draft


def cases_of(person, officer):
    """Cases that stand differently, the last one granted."""
    cases = []
    for steps in ([], ["take"], ["take", "ask-correction"], ["take", "accept"], ["take", "accept", "examine", "decide"]):
        draft = filled(person)
        case = person.call("POST", f"/api/v1/drafts/{draft}/submit", {"declared": True})["case"]
        cases.append(case)
        sent = {
            "ask-correction": {"evidence": ["kitchen_photos"], "reasons": "看不清"},
            "decide": {"verdict": "granted", "reasons": "符合条件"},
        }
        for step in steps:
            officer.call("POST", f"/api/v1/desk/cases/{case}/{step}", sent.get(step))
    return cases


def revoked(person, officer, second, case):
    """The certificate of a granted case, and a revocation of it that is in force."""
    certificate = person.call("GET", f"/api/v1/cases/{case}")["certificate"]
    proposal = {"certificate": certificate, "ground": GROUND, "reasons": "调查认定"}
    revocation = officer.call("POST", "/api/v1/desk/revocations", proposal)["id"]
    second.call("POST", f"/api/v1/desk/revocations/{revocation}/countersign")
    return certificate, revocation


def change(administrator, **wish):
    """A proposal about an official, by an administrator."""
    sent = {"change": wish, "reasons": "工作安排"}
    return administrator.call("POST", "/api/v1/desk/staff/changes", sent)["id"]


def staffed(first, second):
    """Officials, proposals that stand differently, and a mandate that two have given."""
    officials = first.call("GET", "/api/v1/desk/staff/officials?limit=100")["items"]
    auditors = first.call("GET", "/api/v1/desk/staff/auditors")["items"]
    today = datetime.date.today()
    days = {"from": str(today), "until": str(today + datetime.timedelta(days=20))}
    later = {"from": str(today + datetime.timedelta(days=9))}
    others = [one["id"] for one in officials if one["login"] not in ADMINISTRATORS]
    mandate = change(first, kind="audit", officer=auditors[0]["id"], **days)
    second.call("POST", f"/api/v1/desk/staff/changes/{mandate}/agree")
    leaving = change(first, kind="leave", officer=others[0], **later)
    second.call("POST", f"/api/v1/desk/staff/changes/{leaving}/agree")
    # One waits for the caller, one is the caller's own.
    grants = [change(second, kind="passkey", officer=others[1])]
    grants += [change(first, kind="deputy", officer=others[1], deputy=others[2], **days), leaving]
    return others, grants, mandate


def configuration(auth, dictionaries):
    lines = [f"[auth.openapi]\n{auth}", ""]
    for name, values in dictionaries.items():
        lines += [f"[dictionaries.{name}]", f"values = {json.dumps(values)}", ""]
    lines += ["[parameters]"]
    for name in dictionaries:
        lines += [f'"path.{name}" = {{ dictionary = "{name}", probability = 0.8 }}']
    # What fits its schema may still not do: an unknown ground, a code of nobody, no picture (422). An
    # earlier request may have moved it on (409), or taken away what it is about (404).
    statuses = '["2xx", 401, 403, 404, 409, 422]'
    lines += ["", "[checks.positive_data_acceptance]", f"expected-statuses = {statuses}"]
    # What is longer than a body may be is not even read (413).
    statuses = '[400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]'
    lines += ["", "[checks.negative_data_rejection]", f"expected-statuses = {statuses}", ""]
    return "\n".join(lines)


def main(folder):
    owner, officer, second, clerk = (Browser(who) for who in (OWNER, OFFICER, SECOND, CLERK))
    services = owner.call("GET", "/api/v1/services?limit=100")["items"]
    drafts = [filled(owner) for _ in range(4)]
    view = owner.call("GET", f"/api/v1/drafts/{drafts[0]}")
    cases = cases_of(owner, officer)
    certificate, revocation = revoked(owner, officer, second, cases[-1])
    handled = officer.call("GET", f"/api/v1/desk/cases/{cases[1]}")
    things = {
        "service": [service["id"] for service in services],
        "office": [office["id"] for office in owner.call("GET", "/api/v1/offices")["items"]],
        "draft": drafts,
        "fact": list(SITUATION),
        "field": list(FORM),
        "evidence": [evidence["id"] for evidence in view["evidence"]],
        "document": [paper["id"] for paper in view["papers"] + handled["papers"]],
        "case": cases,
        "certificate": [certificate],
        "revocation": [revocation],
    }
    intake = {"service": SERVICE, "kind": "natural-person", "name": "林晓屿"}
    at_window = clerk.call("POST", "/api/v1/desk/intake", intake)["id"]
    first, second_administrator = (Browser(who) for who in ADMINISTRATORS)
    officials, grants, mandate = staffed(first, second_administrator)
    auditor, leaver = Browser(AUDITOR), Browser(LEAVER)
    drawing = {"size": 3, "purpose": "抽查"}
    draw = auditor.call("POST", f"/api/v1/audit/mandates/{mandate}/samples", drawing)["id"]
    drawn = auditor.call("GET", f"/api/v1/audit/samples/{draw}")["cases"]["items"]
    rights = {"officer": officials, "grant": grants, "case": cases}
    audited = {"mandate": [mandate], "draw": [draw], "case": [case["id"] for case in drawn]}
    callers = {
        "citizen": (f'session = {{ api_key = "{owner.session()}" }}', things),
        "officer": (f'session = {{ api_key = "{officer.session()}" }}', things),
        "clerk": (f'session = {{ api_key = "{clerk.session()}" }}', things | {"draft": [at_window]}),
        "administrator": (f'session = {{ api_key = "{first.session()}" }}', rights),
        "auditor": (f'session = {{ api_key = "{auditor.session()}" }}', audited),
        "leaver": (f'session = {{ api_key = "{leaver.session()}" }}', {}),
        "agency": (f'agency = {{ bearer = "{token()}" }}', {}),
    }
    for name, (auth, dictionaries) in callers.items():
        with open(os.path.join(folder, f"{name}.toml"), "w", encoding="utf-8") as file:
            file.write(configuration(auth, dictionaries))


main(sys.argv[1])
