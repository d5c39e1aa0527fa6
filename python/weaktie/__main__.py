"""`python -m weaktie` is the `weaktie` command."""

import sys

from weaktie.cli import main

sys.exit(main())
