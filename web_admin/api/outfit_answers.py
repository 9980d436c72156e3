"""From the stylist's and the closet's outfits to what goes over the wire."""

import gettext

from mirror.closet import Outfit
from mirror.stylist.advice import Advice, Look
from mirror.stylist.saying import say_lacking, say_reason
from mirror.stylist.weather.values import DayWeather

from .outfit_wire import (
    AdviceAnswer,
    LackingAnswer,
    LookAnswer,
    NeedAnswer,
    OutfitAnswer,
    PartAnswer,
    ReasonAnswer,
    WeatherAnswer,
)


def advice_answer(advice: Advice, words: gettext.NullTranslations, *, imperial: bool) -> AdviceAnswer:
    """words, imperial: in which language and units its sentences are; its numbers are always metric."""
    need = advice.need
    return AdviceAnswer(
        day=advice.day,
        occasion=advice.occasion,
        weather=None if advice.weather is None else _weather(advice.weather),
        need=None if need is None else NeedAnswer(need.least_clo, need.neutral_clo),
        offset_celsius=advice.offset_celsius,
        looks=[_look(look, words, imperial=imperial) for look in advice.looks],
        lacking=[
            LackingAnswer(one.code, one.numbers, list(one.garments), say_lacking(words, one))
            for one in advice.lacking
        ],
    )


def outfit_answer(outfit: Outfit) -> OutfitAnswer:
    """An outfit of the calendar as it is answered."""
    return OutfitAnswer(
        id=outfit.id,
        day=outfit.day,
        occasion=outfit.occasion,
        state=outfit.state,
        felt=outfit.felt,
        conditions=outfit.conditions,
        garments=list(outfit.garment_ids),
        decided_at=outfit.decided_at,
    )


def _look(look: Look, words: gettext.NullTranslations, *, imperial: bool) -> LookAnswer:
    return LookAnswer(
        garments=[garment.id for garment in look.garments],
        given_clo=look.given_clo,
        reasons=[
            ReasonAnswer(one.code, one.numbers, list(one.garments), say_reason(words, one, imperial=imperial))
            for one in look.reasons
        ],
    )


def _weather(day: DayWeather) -> WeatherAnswer:
    return WeatherAnswer(
        origin=day.origin,
        place=day.place,
        low_celsius=day.low_celsius,
        high_celsius=day.high_celsius,
        rain_mm=day.rain_mm,
        snow=day.snow,
        fetched_at=day.fetched_at,
        parts=[
            PartAnswer(
                part=part.value,
                celsius=one.celsius,
                feels_celsius=one.feels_celsius,
                wind_ms=one.wind_ms,
                humidity_percent=one.humidity_percent,
                rain_mm=one.rain_mm,
                sky=one.sky,
            )
            for part, one in day.parts.items()
        ],
    )
