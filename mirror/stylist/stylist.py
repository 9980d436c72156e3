"""The stylist's door: one object for both faces and the command line."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from ..attire import Occasion
from ..categories import Slot
from ..clock import Clock
from ..closet import Closet, Conditions, Outfit, OutfitState, Wearable
from ..errors import ClosetError, NotFound
from .advice import DAYS_AHEAD, Advice, Look, Wish
from .learning import taste, thermal
from .learning.values import Taste, ThermalOffset
from .outfits.dresser import LOOK_BACK, Dresser
from .outfits.history import History
from .outfits.setting import Setting, setting
from .outfits.telling import conditions
from .planning.laundry import laundry_day, wears_before_wash
from .planning.packing import packing_list
from .planning.season_change import season_change
from .planning.values import LaundryDay, PackingList, Suggestion, Trip
from .warmth.given import ensemble_clo, garment_clo
from .weather.values import WeatherSource

A_YEAR = timedelta(days=365)


class Stylist:
    """Dresses the people of one closet. Threads may share it; it keeps nothing but what can be worked out anew."""

    def __init__(self, closet: Closet, clock: Clock, weather: WeatherSource) -> None:
        self._closet = closet
        self._clock = clock
        self.weather = weather

    # Outfits

    def advise(self, person_id: int, wish: Wish) -> Advice:
        """The best outfits that differ, for a day from today to DAYS_AHEAD days on.

        A planned outfit for that day and occasion comes first. With too few clothes, or none clean, the answer says
        what is missing. Raises ClosetError for a day out of reach, NotFound for a pinned garment that is not there.
        """
        today = self._clock.now().date()
        if not today <= wish.day <= today + timedelta(days=DAYS_AHEAD):
            raise ClosetError(f"outfits are proposed for today and the {DAYS_AHEAD} days after it")
        garments = self._closet.wardrobe.wearables(person_id)
        _check_there(garments, wish.pinned)
        offset = self.offset(person_id).celsius
        dresser = Dresser(garments, self._setting(wish, offset), self._history(person_id, garments, wish.day))
        planned = self._closet.outfits.of_day(person_id, wish.day, OutfitState.PLANNED, wish.occasion)
        return dresser.advise(wish, offset, planned)

    def rate(self, person_id: int, garment_ids: Collection[int], wish: Wish) -> Look:
        """What there is to say of garments that somebody put together. Raises NotFound; ClosetError for none."""
        if not garment_ids:
            raise ClosetError("an outfit has at least one garment")
        garments = self._closet.wardrobe.wearables(person_id)
        _check_there(garments, garment_ids)
        chosen = [garment for garment in garments if garment.id in set(garment_ids)]
        return self._dresser(person_id, garments, wish).rate(chosen, wish.pinned)

    def companions(self, person_id: int, garment_id: int, wish: Wish) -> dict[Slot, list[Wearable]]:
        """What may be worn with a garment, by slot, the best match first; slots without any are left out.

        Only clean garments; the garment itself may be in the wash or put aside. Raises NotFound.
        """
        garments = self._closet.wardrobe.wearables(person_id)
        garment = self._closet.wardrobe.wearable(person_id, garment_id)
        return self._dresser(person_id, garments, wish).companions(garment)

    # Deciding; each returns the number of the outfit, by which closet.outfits.remove takes it back

    def wear(
        self,
        person_id: int,
        garment_ids: Collection[int],
        day: date,
        occasion: Occasion = Occasion.EVERYDAY,
    ) -> int:
        """Note that these are worn on a day, with the weather as it is known. Raises NotFound, ClosetError."""
        conditions = self._conditions(person_id, garment_ids, day)
        return self._closet.outfits.wear(
            person_id, garment_ids, day, occasion=occasion, conditions=conditions
        )

    def plan(
        self,
        person_id: int,
        garment_ids: Collection[int],
        day: date,
        occasion: Occasion = Occasion.EVERYDAY,
    ) -> int:
        """Mean these for a day. Raises NotFound, ClosetError."""
        conditions = self._conditions(person_id, garment_ids, day)
        return self._closet.outfits.plan(
            person_id, garment_ids, day, occasion=occasion, conditions=conditions
        )

    def skip(
        self,
        person_id: int,
        garment_ids: Collection[int],
        day: date,
        occasion: Occasion = Occasion.EVERYDAY,
    ) -> int:
        """Pass an outfit over. Raises NotFound, ClosetError."""
        conditions = self._conditions(person_id, garment_ids, day)
        return self._closet.outfits.skip(
            person_id, garment_ids, day, occasion=occasion, conditions=conditions
        )

    # What has been learnt; closet.styling.reset_warmth and reset_taste forget it

    def offset(self, person_id: int) -> ThermalOffset:
        """How this person feels the temperature."""
        since_ms = self._closet.styling.get(person_id).warmth_since_ms
        return thermal.learn(self._said(person_id, since_ms, (OutfitState.WORN,)))

    def taste(self, person_id: int) -> Taste:
        """What this person likes."""
        return self._taste(person_id, self._closet.wardrobe.wearables(person_id))

    # Beyond today

    def laundry(self, person_id: int) -> LaundryDay:
        """What there is to wash."""
        chosen = self._closet.styling.get(person_id).wears_before_wash
        return laundry_day(self._closet.wardrobe.wearables(person_id), chosen)

    def pack(self, person_id: int, trip: Trip) -> PackingList:
        """What to take along. Raises ClosetError for a journey that ends before it begins or is too long."""
        garments = self._closet.wardrobe.wearables(person_id)
        offset = self.offset(person_id).celsius
        history = self._history(person_id, garments, trip.first)
        return packing_list(garments, trip, history, offset, self._clock.now().date())

    def season_change(self, person_id: int) -> tuple[Suggestion, ...]:
        """What to store, to bring out, and to think about parting with."""
        today = self._clock.now().date()
        noted = self._closet.wardrobe.worn_days(person_id, today - A_YEAR, today)
        return season_change(
            self._closet.wardrobe.wearables(person_id),
            today,
            self.weather.normal,
            latitude=self._closet.preferences.get().latitude,
            days_noted=len(noted),
        )

    # Within

    def _dresser(self, person_id: int, garments: Sequence[Wearable], wish: Wish) -> Dresser:
        offset = self.offset(person_id).celsius
        return Dresser(garments, self._setting(wish, offset), self._history(person_id, garments, wish.day))

    def _setting(self, wish: Wish, offset_celsius: float) -> Setting:
        weather = wish.weather or self.weather.on(wish.day)
        latitude = self._closet.preferences.get().latitude
        southern = latitude is not None and latitude < 0
        return setting(wish.day, wish.occasion, weather, offset_celsius, southern=southern)

    def _history(self, person_id: int, garments: Sequence[Wearable], day: date) -> History:
        chosen = self._closet.styling.get(person_id).wears_before_wash
        return History(
            days=self._closet.wardrobe.worn_days(person_id, day - LOOK_BACK, day),
            outfits=self._closet.outfits.between(person_id, day - LOOK_BACK, day),
            taste=self._taste(person_id, garments),
            wears_before_wash={one.id: wears_before_wash(one, chosen) for one in garments},
        )

    def _taste(self, person_id: int, garments: Sequence[Wearable]) -> Taste:
        since_ms = self._closet.styling.get(person_id).taste_since_ms
        said = self._said(person_id, since_ms, tuple(OutfitState))
        return taste.learn(said, {garment.id: garment for garment in garments})

    def _said(self, person_id: int, since_ms: int, states: tuple[OutfitState, ...]) -> list[Outfit]:
        """The outfits of the last year that were decided on since then."""
        today = self._clock.now().date()
        outfits = self._closet.outfits.between(person_id, today - A_YEAR, today + A_YEAR, states)
        return [outfit for outfit in outfits if outfit.decided_at.timestamp() * 1000 >= since_ms]

    def _conditions(self, person_id: int, garment_ids: Collection[int], day: date) -> Conditions | None:
        """Under what they are worn; None where nobody knows the weather of that day."""
        weather = self.weather.on(day)
        if weather is None:
            return None
        worn = [one for one in self._closet.wardrobe.wearables(person_id) if one.id in set(garment_ids)]
        return conditions(weather, ensemble_clo(garment_clo(one) for one in worn))


def _check_there(garments: Sequence[Wearable], ids: Collection[int]) -> None:
    """Raises NotFound unless all of these are among the garments."""
    if not set(ids) <= {garment.id for garment in garments}:
        raise NotFound("there is no such garment in this closet")
