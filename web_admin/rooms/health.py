"""How the mirror is, and what its two processes have written down; for owners.

This process has no camera and no interpreter: it asks the mirror's through a note, and shows what that one answered
last beside what it can see itself.
"""

from datetime import date, datetime
from typing import cast

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from mirror import logs
from mirror.closet import reports

from ..context import closet, context, today
from ..downloads import date_words, file_name, saved_as
from ..guard import owner_only, wants_fragment
from ..health_rows import moment, rows_of
from ..words import _

room = Blueprint("health", __name__)
room.before_request(owner_only)

LOG_LINES = 200
LOOKING_FOR_S = 60  # a mirror that has not answered by then does not
_STARTED = "otjang.started"


@room.record
def note_the_start(state: BlueprintSetupState) -> None:
    """The moment from which on this process runs."""
    app = cast(Flask, state.app)
    app.extensions[_STARTED] = app.extensions["otjang"].clock.now()


@room.get("/health")
def page() -> ResponseReturnValue:
    """One row for each thing that can be well or not, those that need somebody first."""
    said = closet().notes.get("web")
    return render_template("health.html", way={} if said is None else said.value, **_found())


@room.app_template_global()
def written_day(iso: str) -> str:
    """The day of an ISO date that another process wrote, as the reader writes it; as it is where it is none."""
    try:
        return date_words(date.fromisoformat(iso))
    except ValueError:
        return iso


@room.get("/health/rows")
def rows() -> ResponseReturnValue:
    """The part of the page that changes while the mirror looks."""
    return render_template("_health.html", **_found())


@room.post("/health/look")
def look_again() -> ResponseReturnValue:
    """Ask the mirror to look at itself; its answer comes within seconds."""
    reports.ask(closet().notes)
    if wants_fragment():
        return render_template("_health.html", **_found())
    return redirect(url_for("health.page"), 303)


@room.get("/health/log")
def log() -> ResponseReturnValue:
    """The last lines that a process has written."""
    process: logs.Process = "web" if request.args.get("of") == "web" else "mirror"
    lines = logs.tail(closet().data_dir, process, LOG_LINES)
    return render_template("log.html", process=process, processes=logs.PROCESSES, lines=lines)


@room.get("/health/logs.txt")
def download() -> Response:
    """Both logs in one file, to be sent to whoever helps."""
    answer = Response(logs.whole(closet().data_dir), mimetype="text/plain")
    name = file_name(_("otjang-logs-%(day)s.txt", day=today()))
    answer.headers["Content-Disposition"] = saved_as(name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _found() -> dict[str, object]:
    started: datetime = current_app.extensions[_STARTED]
    now, up, heard = context().clock.now(), closet().worker_is_up(), reports.heard(closet().notes)
    found = rows_of(closet(), now, started)
    waits_s = 0.0 if heard.asked_at is None else (now - heard.asked_at).total_seconds()
    return {
        "rows": found,
        "ill": sum(row.state in ("warn", "fault") for row in found),
        "looking": up and heard.waits and 0 <= waits_s < LOOKING_FOR_S,
        "looked_at": None if heard.at is None else moment(heard.at, now),
        "up": up,
    }
