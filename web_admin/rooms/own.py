"""Do I own this? A picture is compared with the closet and not added."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest

from mirror.closet import InboxState, Question
from mirror.errors import ClosetBusy, ClosetError, NotFound, PhotoError

from ..called import called, kind_and_colour
from ..context import closet, person
from ..uploads import FILE_LIMIT_BYTES, first_look
from ..verdict import reasons, verdict
from ..words import _, line

room = Blueprint("own", __name__)

RECENT_SHOWN = 12
SOURCE = "phone"
OPEN = (InboxState.WAITING, InboxState.WORKING)
KINDS = {"cutout": "image/webp", "thumbnail": "image/webp", "glow": "image/webp", "original": "image/jpeg"}


@room.get("/own")
def page() -> ResponseReturnValue:
    """Ask, and see what was asked before."""
    recent = closet().questions.recent(person().id)[:RECENT_SHOWN]
    return render_template("own.html", recent=recent, called=_called, limit=FILE_LIMIT_BYTES)


@room.post("/own")
def ask() -> ResponseReturnValue:
    """Take one picture, from the script or from the plain form."""
    files = [file for file in request.files.getlist("picture") if file.filename or file.stream.read(1)]
    if not files:
        return _refused(_("No photo was chosen."))
    try:
        question = closet().questions.ask(person().id, _name(files[0]), first_look(files[0]))
    except (NotFound, ClosetBusy):
        raise
    except (PhotoError, ClosetError) as error:
        return _refused(line(str(error)))
    where = url_for("own.answer", question_id=question.id)
    return jsonify(url=where) if _by_script() else redirect(where, 303)


@room.get("/own/<int:question_id>")
def answer(question_id: int) -> ResponseReturnValue:
    """What the closet has like it; until the mirror has looked, how far it is."""
    return render_template("own_answer.html", **_told(closet().questions.get(person().id, question_id)))


@room.get("/own/<int:question_id>/now")
def now(question_id: int) -> ResponseReturnValue:
    """The part of the page that changes; an empty answer while nothing has changed since `seen`."""
    question = closet().questions.get(person().id, question_id)
    told = _told(question)
    if question.state in OPEN and request.args.get("seen") == told["mark"]:
        return "", 204
    return render_template("_own_answer.html", **told)


@room.get("/own/<int:question_id>/<any(cutout, thumbnail, glow, original):kind>")
def picture(question_id: int, kind: str) -> Response:
    """A picture of the answer."""
    question = closet().questions.get(person().id, question_id)
    path = closet().questions.picture(question.sha256, kind)
    if question.state != InboxState.DONE or not path.is_file():
        abort(404)
    response = send_file(path.resolve(), mimetype=KINDS[kind])
    response.headers["Cache-Control"] = "private, no-store"  # it is to be gone once it is forgotten
    return response


@room.post("/own/<int:question_id>/add")
def add(question_id: int) -> ResponseReturnValue:
    """It was bought: its photo goes the way of all photos, and the question ends."""
    question = closet().questions.get(person().id, question_id)
    if question.state != InboxState.DONE:
        raise BadRequest
    try:
        with closet().questions.picture(question.sha256, "original").open("rb") as photo:
            closet().inbox.submit(person().id, question.file_name, photo, source=SOURCE)
    except FileNotFoundError:
        raise NotFound("there is no such picture any more") from None
    closet().questions.forget(person().id, question_id)
    flash(_("Kept. The mirror looks at it next."))
    return redirect(url_for("add.page"), 303)


@room.post("/own/<int:question_id>/forget")
def forget(question_id: int) -> ResponseReturnValue:
    """Forget the picture."""
    closet().questions.forget(person().id, question_id)
    flash(_("Forgotten."))
    return redirect(url_for("own.page"), 303)


@room.post("/own/<int:question_id>/again")
def again(question_id: int) -> ResponseReturnValue:
    """Look once more at a picture that failed."""
    closet().questions.again(person().id, question_id)
    return redirect(url_for("own.answer", question_id=question_id), 303)


def _told(question: Question) -> dict[str, object]:
    """What the page of a question shows. mark: a word for its state, while it is open."""
    worker_is_up = closet().worker_is_up()
    return {
        "question": question,
        "under_way": question.state in OPEN,
        "worker_is_up": worker_is_up,
        "mark": f"{question.state}-{question.stage}-{int(worker_is_up)}",
        "verdict": verdict(question.seen) if question.seen else None,
        "title": _called(question),
        "called": called,
        "reasons": reasons,
    }


def _called(question: Question) -> str:
    """What was seen, or the file's name."""
    seen = question.seen
    if seen is None:
        return question.file_name
    return kind_and_colour(seen.guesses[0].category, seen.colours, patterned=seen.patterned)


def _name(file: FileStorage) -> str:
    return (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1] or _("photo")


def _by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _refused(sentence: str) -> ResponseReturnValue:
    if _by_script():
        return jsonify(error=sentence), 422
    flash(sentence, "refused")
    return redirect(url_for("own.page"), 303)
