"""Why an outfit: its reasons as data, the most telling first."""

from collections.abc import Sequence

from ...attire import Occasion
from ...categories import Slot
from ...closet.outfit_records import Conditions, Wearable
from ..advice import Look
from ..harmony.harmony import harmony
from ..reasons import Reason, Why
from ..warmth.given import ensemble_clo, garment_clo
from ..warmth.needed import needed
from ..warmth.values import Need
from ..weather.values import DayWeather
from .history import LONG_AGO, History
from .pieces import places_of
from .setting import Setting

_NEAR_CLO = 0.05  # what nobody feels
_MUCH_CLO = 0.12  # above the range by so much, something comes off
_RESTED_DAYS = 3
_LIKED = 0.3  # from which on a liking is worth a word
_FULL = frozenset({Slot.TOP, Slot.BOTTOM, Slot.ONE_PIECE, Slot.OUTER})


def look(
    garments: Sequence[Wearable],
    setting: Setting,
    history: History,
    *,
    score: float = 0.0,
    bad: bool = False,
    pinned: frozenset[int] = frozenset(),
    planned: bool = False,
) -> Look:
    """An outfit with its reasons. bad: whether it breaks a rule: then nothing is said of what it stands.

    garments: from the outermost on.
    """
    given = ensemble_clo(garment_clo(garment) for garment in garments)
    reasons = [Reason(Why.PLANNED)] if planned else []
    if setting.weather is not None:
        reasons += _warmth(garments, given, setting)
        if setting.snow and not bad:
            reasons.append(Reason(Why.SNOW, {"rain_mm": setting.wet_mm}))
        elif setting.wet and not bad:
            reasons.append(Reason(Why.RAIN, {"rain_mm": setting.wet_mm}))
    if pinned & {garment.id for garment in garments}:
        reasons.append(Reason(Why.PINNED, {"count": len(pinned)}, garments=tuple(sorted(pinned))))
    if setting.occasion is not Occasion.EVERYDAY and not bad:
        reasons.append(Reason(Why.FORMALITY, names=(setting.occasion.value,)))
    reasons += harmony(garments).reasons
    reasons += _past(garments, setting, history)
    reasons += _liked(garments, history)
    reasons += _wash(garments, history)
    return Look(
        garments=tuple(garments),
        given_clo=given,
        score=score,
        reasons=tuple(reasons),
        conditions=None if setting.weather is None else conditions(setting.weather, given),
    )


def conditions(weather: DayWeather, given_clo: float) -> Conditions:
    """Under what an outfit is worn: the coldest part of the day, and the need of nobody in particular."""
    coldest = weather.coldest
    need = needed(coldest)
    return Conditions(
        celsius=coldest.celsius,
        wind_ms=coldest.wind_ms,
        humidity_percent=coldest.humidity_percent,
        rain_mm=weather.rain_mm,
        given_clo=given_clo,
        least_clo=need.least_clo,
        neutral_clo=need.neutral_clo,
    )


def _warmth(garments: Sequence[Wearable], given: float, setting: Setting) -> list[Reason]:
    why = Why.WARM_ENOUGH
    if setting.cold.lacks(given) > _NEAR_CLO:
        why = Why.TOO_LIGHT
    elif setting.cold.exceeds(given) > _NEAR_CLO:
        why = Why.TOO_WARM
    reasons = [Reason(why, _numbers(given, setting.cold))]
    off = _take_off(garments, given, setting)
    return [*reasons, off] if off is not None else reasons


def _take_off(garments: Sequence[Wearable], given: float, setting: Setting) -> Reason | None:
    """What to take off in the warmest part of the day, if that makes it right."""
    weather = setting.weather
    if weather is None or setting.warm.exceeds(given) <= _MUCH_CLO:
        return None
    part = next(part for part, value in weather.parts.items() if value == weather.warmest)
    upper = [garment for garment in garments if garment.category.slot in (Slot.TOP, Slot.ONE_PIECE)]
    worn = list(garments)
    best: tuple[float, Slot, float] | None = None
    for slot in (Slot.OUTER, Slot.TOP):
        layers = [one for one in worn if one.category.slot is slot]
        over = [one for one in layers if len(places_of(one.category)) > 1 or slot is Slot.OUTER]
        if not over or (slot is Slot.TOP and len(upper) < 2):
            continue
        worn.remove(over[0])
        left = ensemble_clo(garment_clo(garment) for garment in worn)
        miss = setting.warm.lacks(left) + setting.warm.exceeds(left)
        if best is None or miss < best[0]:
            best = (miss, slot, left)
    if best is None or best[0] >= setting.warm.exceeds(given):
        return None
    numbers = {"celsius": weather.warmest.celsius, **_numbers(best[2], setting.warm)}
    return Reason(Why.TAKE_OFF, numbers, names=(best[1].value, part.value))


def _numbers(given: float, need: Need) -> dict[str, float]:
    return {"given_clo": given, "least_clo": need.least_clo, "neutral_clo": need.neutral_clo}


def _past(garments: Sequence[Wearable], setting: Setting, history: History) -> list[Reason]:
    main = [garment for garment in garments if garment.category.slot in _FULL]
    ids = frozenset(garment.id for garment in main)
    repeated = history.repeated(ids, setting.day, setting.occasion) if ids else None
    if repeated is not None and repeated[1]:
        return [Reason(Why.REPEATS, {"days": repeated[0]})]
    days = [history.days_since(garment, setting.day) for garment in main]
    never = sum(one >= LONG_AGO for one in days)
    reasons = []
    worn = [one for one in days if one < LONG_AGO]
    if worn and min(worn) >= _RESTED_DAYS:
        reasons.append(Reason(Why.UNWORN, {"days": min(worn)}))
    if never:
        reasons.append(Reason(Why.NEVER_WORN, {"count": never}))
    times = history.times_together(ids) if len(ids) > 1 else 0
    if times:
        reasons.append(Reason(Why.WORN_TOGETHER, {"times": times}))
    elif not never and len(ids) > 1:
        reasons.append(Reason(Why.NEW_TOGETHER))
    return reasons


def _liked(garments: Sequence[Wearable], history: History) -> list[Reason]:
    reasons = []
    favourites = tuple(garment.id for garment in garments if garment.favourite)
    if favourites:
        reasons.append(Reason(Why.FAVOURITE, {"count": len(favourites)}, garments=favourites))
    ids = {garment.id for garment in garments}
    pairs = {
        pair: value for pair, value in history.taste.pairs.items() if ids.issuperset(pair) and value > _LIKED
    }
    if pairs:
        pair = max(pairs, key=lambda one: (pairs[one], one))
        reasons.append(
            Reason(Why.LIKED_PAIR, {"times": history.times_together(frozenset(pair))}, garments=pair)
        )
    colours = {
        garment.colours[0].name: history.taste.colours.get(garment.colours[0].name, 0.0)
        for garment in garments
        if garment.colours and garment.category.slot in _FULL
    }
    if not pairs and colours and max(colours.values()) > _LIKED:
        reasons.append(
            Reason(Why.LIKED_COLOUR, names=(max(colours, key=lambda name: (colours[name], name)),))
        )
    return reasons


def _wash(garments: Sequence[Wearable], history: History) -> list[Reason]:
    """What is to be washed after this; not what is washed after each wear anyway."""
    due = []
    for garment in garments:
        limit = history.wears_before_wash.get(garment.id)
        if limit is not None and limit > 1 and garment.wears_since_wash + 1 >= limit:
            due.append(garment.id)
    return [Reason(Why.DUE_FOR_WASH, {"count": len(due)}, garments=tuple(due))] if due else []
