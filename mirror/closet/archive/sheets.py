"""A closet as tables for a spreadsheet, garments.csv, wears.csv and outfits.csv, and the README beside them."""

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

import msgspec

from ...categories import LABELS
from ...locale.money import amount
from ..cells import BYTE_ORDER_MARK, safe
from ..outfit_records import Conditions
from .format import CATEGORIES, GarmentEntry, Head

GARMENT_COLUMNS = (
    *("id", "person", "category", "name", "brand", "size", "price", "currency", "colours", "patterned"),
    *("seasons", "tags", "bought on", "shop", "place", "added on", "days worn", "last worn"),
    *("in the wash since", "put away on", "length cm", "width cm", "notes", "photo"),
    *("weight", "materials", "care", "formality", "favourite", "washed on"),
)
WEAR_COLUMNS = ("worn on", "person", "garment id", "category", "name")
OUTFIT_COLUMNS = (
    *("day", "person", "occasion", "state", "felt", "garments", "garment ids"),
    *("celsius", "wind m/s", "humidity percent", "rain mm", "given clo", "least clo", "neutral clo"),
)

README = """\
옷장 백업 / A backup of an Otjang closet
{day}

이 파일 하나에 옷장이 모두 들어 있어요. 어떤 프로그램으로도 읽을 수 있어요.

  closet.json    모든 사람, 옷, 입은 날, 코디, 설정 (설명: docs/backup-format.md)
  garments.csv   옷 목록, 표 계산 프로그램용
  wears.csv      입은 날, 표 계산 프로그램용
  outfits.csv    입었거나 골라 둔 코디, 표 계산 프로그램용
  photos/        사진: .jpg 원본, .cutout.webp 오려 낸 옷, .thumb.webp 작은 그림, .glow.webp 거울용
  inbox/         아직 옷이 되지 않은 사진
  looks.jsonl    닮은 옷을 찾는 데 쓰는 숫자
  closet.db      거울이 쓰는 데이터베이스 (전체 백업에만 있어요)

되돌리기: 휴대전화에서 나 > 백업 > 백업 되돌리기, 또는 `otjang import-backup 파일`.
전체 백업에는 암호화된 비밀번호와 모두의 사진이 들어 있으니 잘 보관해 주세요.

Everything of the closet is in this one file, and any program can read it.

  closet.json    people, garments, wears, outfits, preferences (described in docs/backup-format.md)
  garments.csv   the garments, for a spreadsheet
  wears.csv      the days on which they were worn, for a spreadsheet
  outfits.csv    outfits that were worn, planned or passed over, for a spreadsheet
  photos/        photos: .jpg the original, .cutout.webp cut out, .thumb.webp small, .glow.webp the mirror's
  inbox/         photos that are no garments yet
  looks.jsonl    the numbers by which clothes that look alike are found
  closet.db      the mirror's own database (only in a backup of the whole household)

Bring it back: on the phone Me > Backup > Restore a backup, or `otjang import-backup FILE`.
A backup of the whole household holds everybody's photos and the hashes of their passwords: keep it safe.
"""


def write_garments(file: TextIO, head: Head, garments: Iterable[GarmentEntry]) -> None:
    """One line a garment."""
    sheet, names = _sheet(file, GARMENT_COLUMNS), _names(head)
    for garment in garments:
        price = "" if garment.price_minor is None else str(amount(garment.price_minor, garment.currency))
        sheet(
            [
                garment.id,
                names[garment.person],
                LABELS[CATEGORIES[garment.category]],
                garment.name,
                garment.brand,
                garment.size,
                price,
                "" if garment.price_minor is None else garment.currency,
                ", ".join(colour.name for colour in garment.colours),
                "yes" if garment.patterned else "",
                ", ".join(sorted(garment.seasons)),
                ", ".join(garment.tags),
                garment.bought_on or "",
                garment.shop,
                garment.place,
                garment.added_at.date(),
                len(garment.wears),
                max(garment.wears, default=""),
                garment.washing_since.date() if garment.washing_since else "",
                garment.retired_at.date() if garment.retired_at else "",
                "" if garment.length_cm is None else round(garment.length_cm, 1),
                "" if garment.width_cm is None else round(garment.width_cm, 1),
                garment.notes,
                garment.photo.original,
                garment.weight or "",
                ", ".join(sorted(garment.materials)),
                garment.care or "",
                garment.formality or "",
                "yes" if garment.favourite else "",
                garment.washed_on or "",
            ]
        )


def write_wears(file: TextIO, head: Head, garments: Iterable[GarmentEntry]) -> None:
    """One line a garment and day."""
    sheet, names = _sheet(file, WEAR_COLUMNS), _names(head)
    for garment in garments:
        kind = LABELS[CATEGORIES[garment.category]]
        for day in garment.wears:
            sheet([day, names[garment.person], garment.id, kind, garment.name])


def write_outfits(file: TextIO, head: Head, garments: Iterable[GarmentEntry]) -> None:
    """One line an outfit, by day. The weather's cells are empty where it was not known."""
    sheet, names = _sheet(file, OUTFIT_COLUMNS), _names(head)
    worn = {number for outfit in head.outfits for number in outfit.garments}
    called = {one.id: one.name or LABELS[CATEGORIES[one.category]] for one in garments if one.id in worn}
    for outfit in head.outfits:
        under = outfit.conditions
        sheet(
            [
                outfit.day,
                names[outfit.person],
                outfit.occasion,
                outfit.state,
                outfit.felt,
                ", ".join(called[number] for number in outfit.garments),
                " ".join(map(str, outfit.garments)),
                *(
                    [""] * len(Conditions.__struct_fields__)
                    if under is None
                    else msgspec.structs.astuple(under)
                ),
            ]
        )


def _sheet(file: TextIO, columns: tuple[str, ...]) -> Callable[[Iterable[object]], None]:
    """What writes a line of cells; the head stands already."""
    file.write(BYTE_ORDER_MARK)
    write = csv.writer(file).writerow
    write(columns)
    return lambda cells: write(map(safe, cells))


def _names(head: Head) -> Mapping[int, str]:
    return {person.id: person.name for person in head.people}
