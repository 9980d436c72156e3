"""What an owner chooses for the mirror from afar; it lives by it at once. The closet says what can be chosen."""

import unicodedata
from itertools import pairwise

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mirror.closet.preferences import LADDER_S, NEVER_S, PLACE_NAME_MAX
from mirror.errors import ClosetBusy, ClosetError
from mirror.stylist.weather.places import all_places, named
from mirror.stylist.weather.provider import MET_NORWAY, NAMES, OPEN_METEO, chosen

from ..context import closet, context
from ..guard import owner_only
from ..words import N_, _, _counted, language, line

room = Blueprint("settings", __name__, url_prefix="/household/settings")
room.before_request(owner_only)

ROTATIONS = (0, 90, 180, 270)
SLEEP = ("clock_after_s", "dark_after_s", "off_after_s")
OUT_OF_ORDER = N_(
    "The mirror first shows the clock, then goes dark, then switches the display off:"
    " choose times that become longer."
)
UNKNOWN_PLACE = N_(
    "This place is not on the list: write its latitude and longitude too, or choose one that is."
)
SITES = {MET_NORWAY: "https://www.met.no/", OPEN_METEO: "https://open-meteo.com/"}
NO_NUMBER = N_("Latitude and longitude are numbers like 37.5665 and 126.9780.")


@room.get("")
def page() -> ResponseReturnValue:
    """All of it, each card a form of its own."""
    return _page()


@room.post("")
def change() -> ResponseReturnValue:
    """Brightness, sound, language, units and when the mirror falls asleep: all of them or none."""
    form = request.form
    times = [form.get(name, type=int) for name in SLEEP]
    if _out_of_order(times):
        return _page(refused=_(OUT_OF_ORDER), of="mirror"), 400
    return _choose(
        "mirror",
        brightness=form.get("brightness", type=int),
        sound="sound" in form,
        language=form.get("language") or None,
        units=form.get("units"),
        **dict(zip(SLEEP, times, strict=True)),
    )


@room.post("/rotation")
def turn() -> ResponseReturnValue:
    """The mirror turns its picture at once."""
    return _choose("rotation", rotation=request.form.get("rotation", type=int))


@room.post("/place")
def set_place() -> ResponseReturnValue:
    """Where the mirror is, or with empty fields nowhere. A name on the list needs no numbers."""
    form = request.form
    name = form.get("place_name", "").strip()
    try:
        latitude, longitude = (_degrees(form.get(name, "")) for name in ("latitude", "longitude"))
    except ValueError:
        return _page(refused=_(NO_NUMBER), of="place"), 400
    if name and _numbers_are_of_another(name, latitude, longitude):
        place = named(name)
        if place is not None:
            latitude, longitude = place.spot
        elif latitude is None and longitude is None:
            return _page(refused=_(UNKNOWN_PLACE), of="place"), 400
    return _choose("place", place_name=name, latitude=latitude, longitude=longitude)


def _numbers_are_of_another(name: str, latitude: float | None, longitude: float | None) -> bool:
    """Whether no numbers were written for this name: there are none, or those of the place before still stand."""
    before = closet().preferences.get()
    if latitude is None and longitude is None:
        return True
    return name != before.place_name and (latitude, longitude) == (before.latitude, before.longitude)


@room.app_template_global()
def after_in_words(seconds: int) -> str:
    """After how long something happens: "10 minutes", "3 hours"; "not at all" for what never does."""
    if seconds >= NEVER_S:
        return _("not at all")
    if seconds < 60:
        return _counted("%(num)s second", "%(num)s seconds", seconds) % {"num": seconds}
    if seconds < 3600:
        return _counted("%(num)s minute", "%(num)s minutes", round(seconds / 60)) % {
            "num": round(seconds / 60)
        }
    hours = round(seconds / 3600)
    return _counted("%(num)s hour", "%(num)s hours", hours) % {"num": hours}


def _choose(card: str, **values: object) -> ResponseReturnValue:
    """Keep what was chosen on a card, or say there why not."""
    try:
        closet().preferences.change(**values)
    except ClosetBusy:
        raise
    except ClosetError as error:
        return _page(refused=line(str(error)), of=card), 400
    flash(_("Saved. The mirror lives by it now."))
    return redirect(url_for("settings.page", _anchor=card), 303)


def _page(refused: str | None = None, of: str = "") -> str:
    """refused: why the card `of` was not kept; its fields then hold what was written, the others what is kept."""
    kept = closet().preferences.get()
    times = {name: getattr(kept, name) for name in SLEEP}
    settings = context().settings
    file, provider = settings.mirror, chosen(settings.weather)
    return render_template(
        "settings.html",
        chosen=kept,
        refused=refused,
        of=of,
        written={of: request.form} if refused else {},
        times=times,
        ladder=sorted({*LADDER_S, *times.values()}),
        rotations=ROTATIONS,
        rotation=file.rotation if kept.rotation is None else kept.rotation,
        file_language=file.language,
        place_name_max=PLACE_NAME_MAX,
        places=[
            (place.name(language()), place.name("en" if language() == "ko" else "ko"))
            for place in all_places()
        ],
        forecaster=NAMES.get(provider, ""),
        forecaster_site=SITES.get(provider, ""),
        contact_is_told=bool(provider and settings.weather.contact),
        contact_is_missing=not provider and settings.weather.provider == MET_NORWAY,
    )


def _out_of_order(times: list[int | None]) -> bool:
    known = [seconds for seconds in times if seconds is not None]
    return any(before >= after and before < NEVER_S for before, after in pairwise(known))


def _degrees(text: str) -> float | None:
    """A number as people write it, with a comma or a true minus sign too; None for nothing. Raises ValueError."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return float(plain.removesuffix("°")) if plain else None
