"""`python -m mirror.cli` is `otjang`."""

import sys

from . import main

sys.exit(main())
