"""The three programs, and which of their findings are accepted and why."""

import json
import subprocess
from pathlib import Path
from urllib.request import Request, urlopen

from .household import Target

BIN = Path(".venv-attack/bin")
EXAMPLES = 40  # of each operation; some four thousand requests in all
WAPITI_S, WAPITI_MODULE_S = 120, 20  # of crawling, and of each module
PAGES_LEAST = 60  # that it must have seen for its silence to mean anything

# In an address the list ["5"] and the number 5 are the same letters, so no list of words can be told from it.
# A schema cannot say all: 5.0 is a whole number to it, and it knows no day that is still to come. So 422 is fair.
SETTINGS = """
[parameters]
"header.X-CSRFToken" = "{token}"
[auth.openapi.session]
api_key = "{cookie}"
[[operations]]
include-name = "GET /api/garments"
checks.negative_data_rejection.enabled = false
[checks]
positive_data_acceptance.expected-statuses = ["2xx", 401, 404, 409, 422]
negative_data_rejection.expected-statuses = [400, 401, 404, 405, 413, 414, 415, 422]
"""

# bandit, medium severity and above, by test and file.
ACCEPTED = {
    ("B104", "mirror/reach.py"): "0.0.0.0 is compared with, to say where the mirror is reached",
    ("B104", "mirror/config.py"): "the phone's face is for the whole house; the settings can narrow it",
    ("B108", "web_admin/serving/server.py"): "/dev/shm holds gunicorn's heartbeat, an unnamed file",
    ("B608", "mirror/closet/sqlite.py"): "names of tables that the database itself has given",
}
# wapiti's kinds of finding.
ACCEPTED_KINDS = {
    "Secure Flag cookie": "the attack goes over http; over https the cookie has the flag, which a test holds"
}
# wapiti's modules that fit: no public service of theirs has to be reachable.
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,sql,timesql,"
    "upload,xss"
)
LEAVE_ALONE = (
    "/sign-out",
    "/me/devices/end",
    "/me/password",
    "/me/data/delete",
    "/household/people/1/remove",
)


def bandit(reports: Path) -> list[str]:
    """What it finds in the code of the product, but what is accepted."""
    out = reports / "bandit.json"
    command = [
        BIN / "bandit",
        "-q",
        "-r",
        "mirror",
        "web_admin",
        "-f",
        "json",
        "-o",
        out,
        "--severity-level",
        "medium",
    ]
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
    found = json.loads(out.read_text())["results"]
    return [
        f"{one['test_id']} {one['filename']}:{one['line_number']} {one['issue_text']}"
        for one in found
        if (one["test_id"], one["filename"]) not in ACCEPTED
    ]


def schemathesis(target: Target, reports: Path) -> list[str]:
    """Requests made from the API's own description, right and wrong ones: every answer must be a described one."""
    out, settings = reports / "schemathesis.txt", reports / "schemathesis.toml"
    value = target.cookie.partition("=")[2]
    settings.write_text(SETTINGS.format(token=target.token, cookie=value))
    command = [
        *(BIN / "schemathesis", "--config-file", settings, "run", reports / "openapi.json"),
        *("--url", target.address),
        # All checks are on; to say so here again would switch those on too that the settings switch off.
        *("--max-examples", str(EXAMPLES), "--seed", "1", "--continue-on-failure"),
        *("--report", "junit", "--report-dir", reports, "--no-color"),
    ]
    (reports / "openapi.json").write_bytes(_described(target))
    with out.open("w") as file:
        done = subprocess.run(command, check=False, stdout=file, stderr=subprocess.STDOUT)
    return [] if done.returncode == 0 else [f"see {out}"]


def _described(target: Target) -> bytes:
    """The API's description, as the owner's phone is given it."""
    asked = Request(f"{target.address}/api/openapi.json", headers={"Cookie": target.cookie})
    with urlopen(asked) as answer:
        document: bytes = answer.read()
    return document


def wapiti(target: Target, reports: Path) -> list[str]:
    """It walks through the pages with the owner's cookie and tries its payloads in every form and address."""
    out = reports / "wapiti.json"
    out.unlink(missing_ok=True)
    name, _, value = target.cookie.partition("=")
    kept = {"value": value, "expires": None, "secure": False, "port": None, "version": 0}
    cookies = reports / "cookies.json"
    cookies.write_text(json.dumps({"127.0.0.1": {"/": {name: kept}}}))
    command: list[object] = [
        *(BIN / "wapiti", "-u", f"{target.address}/", "--scope", "folder", "-m", MODULES),
        *("-c", cookies, "--flush-session", "--no-bugreport"),
        *("--store-session", reports / "wapiti", "-f", "json", "-o", out, "-v", "0", "-d", "4"),
        *("--max-links-per-page", "40", "--max-files-per-dir", "12", "--max-parameters", "20"),
        *("--max-scan-time", str(WAPITI_S), "--max-attack-time", str(WAPITI_MODULE_S)),
    ]
    for path in LEAVE_ALONE:
        command += ["-x", f"{target.address}{path}"]
    with (reports / "wapiti.txt").open("w") as file:
        subprocess.run([str(part) for part in command], check=False, stdout=file, stderr=subprocess.STDOUT)
    if not out.exists():
        return [f"it gave no report, see {reports / 'wapiti.txt'}"]
    report = json.loads(out.read_text())
    if report["infos"]["crawled_pages_nbr"] < PAGES_LEAST:
        return ["it saw next to nothing: is it signed in?"]
    kinds = report["vulnerabilities"] | report["anomalies"]
    return [
        f"{kind}: {one['method']} {one['path']} {one['info']}"
        for kind, found in kinds.items()
        if kind not in ACCEPTED_KINDS
        for one in found
    ]
