"""Certificates and keys that a command line names."""

from __future__ import annotations

from pathlib import Path


def pem(path: Path, what: str) -> bytes:
    """Read a certificate or a key; a path that is not one is not repeated: it may be a secret."""
    from headcount.publish.metadata.credentials import CredentialsError

    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or "it is no file").lower()
        raise CredentialsError(f"{what} cannot be read: {why}; name its file") from None
