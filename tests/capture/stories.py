"""The stories that are recorded: what hands-free capture has to photograph once, and what it must leave alone."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple, Protocol

from . import rooms, sprites
from .people import Walker
from .rooms import Picture
from .sequences import Recording
from .sprites import SKIN, Sprite
from .things import Held, Lamp, Standing, Television, Wind, slowly, switched

TALL, WIDE = (216, 384), (384, 216)
LARGE = (360, 640)


class Props(Protocol):
    """Garments and floors out of real photos."""

    def garment(self, name: str) -> Sprite: ...

    def floor(self, name: str, size: tuple[int, int]) -> Picture: ...


class Story(NamedTuple):
    """make: draws the recording photos: it needs the real garment photos."""

    make: Callable[[Props | None], Recording]
    photos: bool


STORIES: dict[str, Story] = {}
room, shirt, coat, trousers = (
    cache(rooms.room),
    cache(sprites.shirt),
    cache(sprites.coat),
    cache(sprites.trousers),
)
cap, shoes, foot, arm = cache(sprites.cap), cache(sprites.shoes), cache(sprites.foot), cache(sprites.arm)

LONG_S = 5.2  # a countdown of 3 s needs so long

ARM = (SKIN[0], (64, 88, 72), "check")
DARK_ARM = (SKIN[2], (150, 140, 128), "")
RED = ((190, 60, 60), "print")
STRIPED = ((214, 214, 206), "stripes", 0.75)


def story(make: Callable[[], Recording]) -> Callable[[], Recording]:
    """Keep a story that is all drawn."""
    STORIES[make.__name__] = Story(lambda props: make(), photos=False)
    return make


def held(
    sprite: Sprite, height_cm: float = 74, comes: float = 2.5, stays_s: float = 2.6, **more: object
) -> Held:
    """Something that comes at `comes`, takes a second to arrive, is held for `stays_s`, and goes in 0.8 s."""
    arrives = comes + 1.0
    given: dict[str, object] = {"arm": arm(*ARM), "seed": round(comes * 10)} | more
    return Held(sprite, height_cm, comes, arrives, arrives + stays_s, arrives + stays_s + 0.8, **given)  # type: ignore[arg-type]


def one(where: str, size: tuple[int, int], thing: Held, *others: object, **more: object) -> Recording:
    """A recording of one garment, with whatever else."""
    length_s = thing.gone + 1.2
    things = (thing, *others)
    return Recording(room(where, size), length_s, things, captures=(thing.still,), **more)  # type: ignore[arg-type]


def nothing(where: str, size: tuple[int, int], length_s: float, *things: object, **more: object) -> Recording:
    """A recording of which no photo may be made."""
    return Recording(room(where, size), length_s, things, **more)  # type: ignore[arg-type]


# One photo


@story
def a_shirt_before_a_white_wall() -> Recording:
    return one("white wall", LARGE, held(shirt(*RED), stays_s=LONG_S))


@story
def a_pullover_before_the_wardrobe_handed_from_above() -> Recording:
    thing = held(
        shirt(*STRIPED), 76, stays_s=LONG_S, enters="top", leaves="top", arm=arm(*DARK_ARM), arm_turn=-80.0
    )
    return one("wardrobe", TALL, thing, seed=2)


@story
def trousers_on_a_patterned_carpet() -> Recording:
    return one("carpet", TALL, held(trousers((70, 92, 140)), 104, at=(0.48, 0.1)), seed=3)


@story
def a_coat_that_fills_the_view() -> Recording:
    thing = held(coat((112, 84, 60)), 122, at=(0.5, 0.05), sway=3.0)
    return one("white wall", TALL, thing, field_cm=122, seed=4)


@story
def a_dark_coat_before_dark_wood() -> Recording:
    thing = held(coat((27, 28, 36)), 112, stays_s=LONG_S, at=(0.5, 0.08), arm=arm(*DARK_ARM))
    return one("dark wood", TALL, thing, noise=3.4, seed=5)


@story
def a_white_shirt_before_a_white_wall() -> Recording:
    return one("white wall", TALL, held(shirt((222, 221, 217))), seed=6)


@story
def a_cap_in_the_hand() -> Recording:
    thing = held(cap((36, 66, 98)), 21, at=(0.4, 0.5), sway=2.0)
    return one("wardrobe", TALL, thing, field_cm=84, seed=7)


@story
def shoes_in_the_hand() -> Recording:
    thing = held(shoes((176, 50, 58)).mirrored(), 21, at=(0.66, 0.42), sway=2.0)
    return one("curtain", WIDE, thing, field_cm=64, seed=8)


@story
def a_shirt_hung_up_and_let_go() -> Recording:
    thing = held(shirt((60, 110, 130), "flowers"), 72, at=(0.5, 0.1), stays_s=LONG_S + 0.7, alone=True)
    return one("wardrobe", WIDE, thing, field_cm=95, seed=9)


@story
def a_pullover_before_full_shelves_with_a_shaky_camera() -> Recording:
    return one("shelves", TALL, held(shirt((196, 170, 60), "", 0.7), 76), shake_px=0.2, seed=10)


@story
def it_sways_for_three_seconds() -> Recording:
    thing = held(shirt(*RED), 74, stays_s=7.6, sway=10.0, sway_s=1.25)
    return one("white wall", WIDE, thing, field_cm=98, seed=11)


@story
def a_foot_and_the_hand_in_view() -> Recording:
    standing = Standing(foot((92, 92, 98), (52, 60, 88)), 34, (0.62, 1.12), 1.2, 1.8, 11.0, 11.6, steps=3)
    return one("white wall", TALL, held(shirt((60, 96, 62)), stays_s=LONG_S), standing, calm_s=1.1, seed=12)


@story
def the_light_goes_on_before_it_is_still() -> Recording:
    return one(
        "wardrobe",
        TALL,
        held(shirt(*STRIPED), stays_s=LONG_S),
        light=switched((3.2, 1.0), start=0.4),
        seed=13,
    )


@story
def the_sun_comes_out_while_it_is_held() -> Recording:
    light = slowly((3.4, 7.2, 1.0), start=0.62)
    return one("white wall", TALL, held(shirt((40, 70, 130), "check"), stays_s=LONG_S), light=light, seed=14)


@story
def the_light_goes_off_after_the_photo() -> Recording:
    thing = held(shirt(*RED), stays_s=9.0)
    light = switched((8.7, 0.45), (10.7, 1.0))
    return one("wardrobe", TALL, thing, light=light, seed=15)


@story
def the_television_plays_beside_it() -> Recording:
    return one("white wall", WIDE, held(shirt(*STRIPED), 72), changes=(Television(),), field_cm=95, seed=16)


@story
def the_curtain_waves_beside_it() -> Recording:
    thing = held(shirt(*RED), 70, at=(0.56, 0.14))
    return one("curtain", WIDE, thing, changes=(Wind(0.2, 0.0),), field_cm=98, calm_s=0.0, seed=17)


@story
def after_the_camera_was_knocked() -> Recording:
    return one("shelves", TALL, held(shirt((210, 208, 200)), comes=6.5), bump=(3.0, 1.8), seed=18)


@story
def after_a_second_without_a_picture() -> Recording:
    return one("wardrobe", TALL, held(shirt(*RED), comes=5.5), black=(2.6, 3.6), seed=19)


@story
def beside_a_chair_that_was_put_there() -> Recording:
    put = Standing(sprites.chair(), 52, (0.07, 1.0), 2.5, 3.4, enters=(-0.35, 0.0), steps=2)
    return one("white wall", TALL, held(shirt((60, 96, 62)), comes=7.0), put, seed=20)


@story
def held_before_the_body() -> Recording:
    clothes = ((190, 180, 166), (40, 42, 50))
    person = Walker(2.3, 65.3, pause_s=60, colours=clothes, pattern="", near=0.8, floor=1.0, seed=21)
    thing = held(
        shirt((150, 40, 84), "flowers"), 72, comes=3.4, stays_s=3.4, at=(0.5, 0.23), enters="bottom", arm=None
    )
    return Recording(
        room("white wall", TALL), thing.gone + 1.5, (person, thing), (thing.still,), field_cm=145, seed=21
    )


@story
def kept_once_more() -> Recording:
    thing = held(shirt(*RED), stays_s=10.4)
    first, last = thing.still
    middle = first + 5.0
    captures = ((first, middle), (middle, last))
    return Recording(room("wardrobe", TALL), thing.gone + 1, (thing,), captures, again_s=(middle,), seed=22)


@story
def somebody_passes_after_it() -> Recording:
    thing = held(shirt(*STRIPED))
    return one(
        "wardrobe", TALL, thing, Walker(thing.gone + 0.1, thing.gone + 1.6, near=0.8, floor=1.02), seed=23
    )


# Several photos


@story
def three_one_after_another() -> Recording:
    things = (
        held(shirt(*RED)),
        held(trousers((70, 92, 140)), 104, comes=8.3),
        held(coat((58, 60, 72)), 112, comes=14.1, at=(0.5, 0.08)),
    )
    return Recording(room("wardrobe", TALL), 19.7, things, tuple(thing.still for thing in things), seed=30)


@story
def two_exchanged_without_an_empty_view() -> Recording:
    first = held(shirt(*RED), stays_s=LONG_S, leaves="left")
    second = held(shirt((54, 84, 140), "", 0.7), 76, first.goes - 0.1, LONG_S, arm=arm(*DARK_ARM))
    return Recording(
        room("white wall", TALL), second.gone + 1.2, (first, second), (first.still, second.still), seed=31
    )


@story
def alike_ones_one_after_another() -> Recording:
    things = (held(shirt((38, 38, 44))), held(shirt((46, 44, 48), "", 0.3, 77), 76, comes=8.3))
    return Recording(
        room("white wall", WIDE), 13.9, things, tuple(thing.still for thing in things), field_cm=98, seed=32
    )


@story
def it_was_there_at_the_start() -> Recording:
    hung = Held(shirt(*RED), 74, -2.0, -1.0, 4.0, 4.8, arm=None, tremor=0.0)
    again = held(shirt(*RED), comes=9.0, stays_s=LONG_S)
    return Recording(
        room("wardrobe", TALL), again.gone + 1.2, (hung, again), (again.still,), calm_s=0.0, seed=33
    )


@story
def somebody_was_there_at_the_start() -> Recording:
    person = Walker(2.5, 4.2, stands_at=0.45, near=0.85, floor=1.05, seed=34)
    thing = held(shirt(*STRIPED), comes=8.0)
    return one("white wall", TALL, thing, person, calm_s=0.0, seed=34)


# No photo


@story
def it_was_there_and_is_taken_away() -> Recording:
    hung = Held(coat((58, 60, 72)), 112, -2.0, -1.0, 3.0, 3.8, at=(0.5, 0.08), arm=None, tremor=0.0)
    return nothing("white wall", TALL, 9.0, hung, calm_s=0.0, seed=39)


@story
def a_calm_room_in_dim_light() -> Recording:
    return nothing("shelves", TALL, 8.0, light=lambda t: 0.35, noise=3.2, flicker=0.02, shake_px=0.2, seed=40)


@story
def a_foot_at_the_edge() -> Recording:
    standing = Standing(foot((92, 92, 98), (52, 60, 88)), 34, (0.5, 1.1), 2.5, 3.1, 7.5, 8.1, steps=3)
    return nothing("white wall", TALL, 9.5, standing, seed=41)


@story
def two_feet_at_the_edge() -> Recording:
    feet = [
        Standing(foot((40, 40, 44), (120, 108, 88)), 30, (x, 1.06), 2.5 + wait, 3.1 + wait, 8.0, 8.6, steps=3)
        for x, wait in ((0.36, 0.0), (0.58, 0.4))
    ]
    return nothing("carpet", WIDE, 10.0, *feet, field_cm=100, seed=42)


@story
def an_empty_hanger() -> Recording:
    return nothing("white wall", TALL, 9.0, held(sprites.empty_hanger(), 14, stays_s=3.5), seed=43)


@story
def an_empty_hanger_near_the_camera() -> Recording:
    return nothing(
        "wardrobe",
        WIDE,
        9.0,
        held(sprites.empty_hanger(), 14, stays_s=3.5, at=(0.45, 0.4)),
        field_cm=90,
        seed=44,
    )


@story
def an_arm_reaches_in() -> Recording:
    reaching = held(arm(*ARM), 19.7, stays_s=2.0, at=(0.35, 0.4), sway=0.0, arm=None)
    return nothing("wardrobe", TALL, 8.0, reaching, seed=45)


@story
def somebody_walks_past() -> Recording:
    return nothing("wardrobe", TALL, 6.5, Walker(2.5, 4.0, near=0.85, floor=1.05), seed=46)


@story
def two_walk_past_each_other() -> Recording:
    first = Walker(2.5, 4.0, near=0.85, floor=1.05, seed=1)
    grey = ((96, 110, 128), (40, 40, 44))
    second = Walker(2.9, 4.5, True, 1.0, 0.75, colours=grey, pattern="stripes", skin=SKIN[1], seed=5)
    return nothing("white wall", WIDE, 7.5, second, first, field_cm=150, seed=47)


@story
def somebody_stops_for_a_moment() -> Recording:
    return nothing(
        "white wall", TALL, 7.0, Walker(2.5, 4.5, near=0.85, floor=1.05, pause_s=0.4, seed=2), seed=48
    )


@story
def somebody_passes_a_room_long_calm() -> Recording:
    passing = Walker(
        12.0, 13.5, True, near=0.85, floor=1.05, colours=((60, 60, 66), (120, 106, 84)), pattern="", seed=3
    )
    return nothing("shelves", TALL, 17.0, passing, seed=49)


@story
def the_light_goes_on_and_off() -> Recording:
    light = switched((2.6, 1.0), (5.2, 0.35), start=0.35)
    return nothing("wardrobe", TALL, 8.5, light=light, pumping=True, seed=50)


@story
def a_lamp_goes_on_and_off() -> Recording:
    lamp = Lamp((0.5, 0.4), 0.3, switched((2.6, 0.7), (5.6, 0.0), start=0.0))
    return nothing("white wall", TALL, 8.5, lamps=(lamp,), light=lambda t: 0.6, seed=51)


@story
def a_lamp_before_full_shelves() -> Recording:
    lamp = Lamp((0.4, 0.5), 0.45, switched((2.6, 0.9), start=0.0))
    return nothing("shelves", WIDE, 6.5, lamps=(lamp,), light=lambda t: 0.5, seed=52)


@story
def the_sun_comes_through_the_clouds() -> Recording:
    sun = Lamp((0.6, 0.3), 0.5, slowly((2.6, 6.6, 0.7), (7.0, 9.0, 0.1), start=0.0), (1.05, 1.0, 0.88))
    return nothing("curtain", TALL, 10.5, lamps=(sun,), light=lambda t: 0.7, seed=53)


@story
def the_exposure_pumps() -> Recording:
    return nothing("white wall", WIDE, 7.5, light=switched((2.6, 2.2), (4.5, 0.8)), pumping=True, seed=54)


@story
def the_curtain_waves() -> Recording:
    return nothing("curtain", TALL, 9.0, changes=(Wind(),), seed=55)


@story
def the_television_plays() -> Recording:
    return nothing("dark wood", TALL, 7.0, changes=(Television(7),), calm_s=0.0, seed=56)


@story
def a_chair_is_put_at_the_side() -> Recording:
    put = Standing(sprites.chair(), 52, (0.07, 1.0), 2.5, 3.4, enters=(-0.35, 0.0), steps=2)
    return nothing("wardrobe", TALL, 11.0, put, seed=57)


@story
def a_cat() -> Recording:
    walks = Standing(sprites.cat(), 27, (0.5, 0.97), 2.5, 4.2, 7.2, 8.6, enters=(0.75, 0.0), steps=4)
    return nothing("white wall", TALL, 9.8, walks, seed=58)


@story
def the_camera_is_knocked() -> Recording:
    return nothing("shelves", TALL, 8.0, bump=(3.0, 1.8), seed=59)


@story
def a_second_without_a_picture() -> Recording:
    return nothing("wardrobe", TALL, 7.0, black=(2.6, 3.6), seed=60)


@story
def it_is_carried_about_and_never_still() -> Recording:
    thing = held(shirt(*RED), stays_s=3.2, sway=16.0, sway_s=30.0)
    return nothing("white wall", TALL, 9.5, thing, seed=61)


# Real garments before real floors


def _photo(
    name: str, garment: str, floor: str, size: tuple[int, int], height_cm: float, **more: object
) -> None:
    def make(props: Props) -> Recording:
        at = more.get("at", (0.5, 0.14))
        held_by = arm(*(DARK_ARM if more.get("dark") else ARM))
        thing = held(
            props.garment(garment), height_cm, stays_s=LONG_S if size == LARGE else 2.6, at=at, arm=held_by
        )
        field_cm = float(more.get("field_cm", 130))  # type: ignore[arg-type]
        return Recording(
            props.floor(floor, size),
            thing.gone + 1.2,
            (thing,),
            (thing.still,),
            field_cm=field_cm,
            seed=len(name),
        )

    STORIES[name] = Story(make, photos=True)


_photo("a_real_checked_shirt_on_tiles", "checked shirt", "tiles", TALL, 66)
_photo("a_real_pullover_on_dark_boards", "pullover", "dark boards", TALL, 66, dark=True)
_photo("a_real_leather_jacket_on_a_dark_carpet", "leather jacket", "dark carpet", TALL, 66)
_photo("real_jeans_on_grey_carpet", "jeans", "grey carpet", TALL, 98)
_photo("a_real_dress_before_boards", "dress", "light boards", LARGE, 96, at=(0.5, 0.1))
_photo("real_sneakers_on_tiles", "sneakers", "tiles", WIDE, 32, field_cm=62, at=(0.5, 0.22))
_photo("a_real_white_blazer_on_light_boards", "white blazer", "light boards", WIDE, 66, field_cm=100)


def _before_shelves(name: str, garment: str) -> None:
    """What is plainer than what it hides: its outline has fewer edges than the shelves have there."""

    def make(props: Props) -> Recording:
        return one("shelves", TALL, held(props.garment(garment), 60), seed=27)

    STORIES[name] = Story(make, photos=True)


_before_shelves("a_real_black_skirt_before_full_shelves", "black skirt")
_before_shelves("a_real_checked_skirt_before_full_shelves", "checked skirt")
