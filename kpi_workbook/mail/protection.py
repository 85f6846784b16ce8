"""The attached workbook behind a password: encrypted as Excel does it, and opened again before it is believed.

The method is ECMA-376's agile encryption (AES, a key of 128 random bits behind 100,000 turns of SHA-512), which Excel
2010 and later and LibreOffice open. The library that writes it spoils files of less than 4 KB, so every file is
decrypted and compared here.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from ..errors import CannotMail, MissingExtra
from .login import SERVICE, Keyring

PASSWORD = "KPI_WORKBOOK_ATTACHMENT_PASSWORD"  # noqa: S105 - the name of a variable, not what it holds
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 255
"""Whoever has the file may guess for ever; Excel takes no more than 255 characters."""


def attachment_password(sender: str | None, environment: Mapping[str, str], keyring: Keyring) -> str | None:
    """The password in the environment, else the keyring's for the sender (`kpi-workbook:attachment`); None without."""
    return environment.get(PASSWORD) or (keyring(f"{SERVICE}:attachment", sender) if sender else None)


def protected(content: bytes, password: str) -> bytes:
    """The workbook, to be opened with the password only; different at every call.

    Raises CannotMail for a password too easy to guess and for a file that does not open again, MissingExtra without
    msoffcrypto-tool.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or not password.isprintable():
        raise CannotMail(
            f"the workbook's password is to have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} printable characters; three "
            "random words are easy to say on the telephone"
        )
    try:
        from msoffcrypto.exceptions import DecryptionError, EncryptionError, FileFormatError, ParseError
        from msoffcrypto.format.ooxml import OOXMLFile
    except ImportError as cause:
        raise MissingExtra(
            "protecting the workbook needs the package msoffcrypto-tool; install it with `pip install "
            "kpi-workbook[encrypt]`, or leave --encrypt out"
        ) from cause
    written, opened = BytesIO(), BytesIO()
    try:
        OOXMLFile(BytesIO(content)).encrypt(password, written)
        again = OOXMLFile(BytesIO(written.getvalue()))
        again.load_key(password=password, verify_password=True)
        again.decrypt(opened, verify_integrity=True)
    except (FileFormatError, ParseError, EncryptionError, DecryptionError) as cause:
        raise CannotMail(f"the workbook cannot be protected ({type(cause).__name__}); nothing was written") from cause
    if opened.getvalue() != content:
        raise CannotMail("the protected workbook does not hold what it should; nothing was written")
    return written.getvalue()
