"""The verb `read`: a file that left is asked what it was made of."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from headcount.cli.arguments import DATA, EXPORTS
from headcount.cli.mistaken import chart_names_told
from headcount.cli.pem import pem
from headcount.cli.telling import tell
from headcount.cli.verb import argument, verb


@verb(
    argument("asked", metavar="FILE", nargs="+", help="a file, a folder or a printed record id"),
    argument("--all", action="store_true", help="one line a record, and what needs a look"),
    argument(
        "--trust", metavar="PEM", type=Path, help="certificates of whom you trust to know signers"
    ),
    EXPORTS,
    DATA,
    argument("--json", action="store_true", help="print the answers as JSON"),
)
def read(chosen: Namespace) -> int:
    """Ask a file that left what it was made of, and what has changed since.

    Exit codes: 0 all current, 1 changed, corrected or withdrawn, 2 wrong use, 3 no record or an
    unknown one (with --trust: or no known signer), 4 a damaged file, one altered since it was
    signed, or a record that does not fit itself; the highest counts.
    """
    from headcount.figures import package
    from headcount.publish import verify as verify
    from headcount.publish.metadata.credentials import CredentialsError, anchors

    try:
        trusted = anchors(pem(chosen.trust, "the authority")) if chosen.trust else None
    except CredentialsError as error:
        print(f"headcount: {error}", file=sys.stderr)
        return 2
    data = package.read(chosen.data)
    with chart_names_told(data, chosen.asked):
        found = verify.read(
            data, chosen.asked, folder=chosen.exports, short=chosen.all, trusted=trusted
        )
    tell(found, chosen)
    return found.code
