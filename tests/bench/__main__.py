"""`make bench`: where the time goes. Tables to read, never a test: the ratios are the point, not the times."""

from rich.console import Console

from . import (
    capture,
    drawing,
    face,
    interpreters,
    outfits,
    phones,
    preview,
    runtimes,
    search,
    stages,
    yardstick,
)

console = Console()
console.print(stages.table())
console.print(capture.table())
console.print(preview.table())
console.print(drawing.table())
console.print(*face.tables(), sep="\n")
console.print(*phones.tables(), sep="\n")
console.print(runtimes.table())
console.print(yardstick.table())
console.print(search.table())
console.print(outfits.table())
if left_out := interpreters.missing():
    console.print(left_out)
