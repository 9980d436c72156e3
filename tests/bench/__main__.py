"""`make bench`: where the time goes. Tables to read, never a test: the ratios are the point, not the times."""

import resource

from rich.console import Console

from . import runtimes, search, stages

console = Console()
console.print(stages.table())
console.print(runtimes.table())
console.print(search.table())
console.print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
