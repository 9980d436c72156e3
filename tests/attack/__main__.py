"""`make attack`: schemathesis, wapiti, bandit, what a hand would try and what a member of the house would, against
the real server over a throw-away closet on this machine's loopback. Ends with 1 when one of them finds something
that matters.

Reports lie in build/attack/. An accepted finding stands in `programs` with its reason.
"""

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .by_hand import by_hand
from .household import household
from .inside import inside
from .programs import bandit, schemathesis, wapiti

REPORTS = Path("build/attack")

console = Console()
ATTACKS = (
    ("hand", by_hand, False),
    ("hand-https", by_hand, True),
    ("inside", inside, False),
    ("inside-https", inside, True),
    ("schemathesis", schemathesis, False),
    ("wapiti", wapiti, False),
)
wanted = set(sys.argv[1:]) or {"bandit", *(name for name, _attack, _secure in ATTACKS)}
REPORTS.mkdir(parents=True, exist_ok=True)
findings: dict[str, list[str]] = {}
if "bandit" in wanted:
    findings["bandit"] = bandit(REPORTS)
for name, attack, secure in ATTACKS:
    if name in wanted:
        console.print(f"[bold]{name}[/bold]")
        with household(secure=secure) as target:
            findings[name] = attack(target, REPORTS)
table = Table(title="attack")
table.add_column("program")
table.add_column("findings", justify="right")
for name, found in findings.items():
    table.add_row(name, str(len(found)))
console.print(table)
for name, found in findings.items():
    for line in found:
        console.print(f"{name}: {line}", markup=False)
sys.exit(any(findings.values()))
