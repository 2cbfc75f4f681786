"""Content Credentials: intact or altered, signer known or unknown, and the seal still holds."""

import io
import re
import time
import zlib
from datetime import timedelta

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from headcount.publish.metadata import of
from headcount.publish.metadata.credentials import (
    ALTERED,
    KNOWN,
    UNKNOWN,
    UNSIGNED,
    CredentialsError,
    has_signed,
    look,
    sign,
    signer,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.signing.authority import Authority, new_key, secret

from .conftest import RECEIPT, chunk, small_png

SIGNED = ["PNG", "SVG", "PDF"]
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def newsroom(authority):
    return authority.newsroom()


@pytest.fixture(scope="module")
def mine(newsroom):
    return signer(newsroom.chain, newsroom.key)


@pytest.fixture(scope="module")
def signed(mine, kinds):
    return {kind: sign(kinds[kind.lower()].laden, kind, mine, "a picture") for kind in SIGNED}


def spoilt(content, was, now):
    assert content.count(was) == 1
    return content.replace(was, now)


# What a signature says


@pytest.mark.parametrize("kind", SIGNED)
def test_a_signed_file_is_intact_and_its_signer_known_or_not(kind, signed, authority):
    assert look(signed[kind], kind, authority.pem).state == KNOWN
    assert look(signed[kind], kind, Authority().pem).state == UNKNOWN
    assert look(signed[kind], kind).state == UNKNOWN
    assert look(signed[kind], kind).signer == "A newsroom"


@pytest.mark.parametrize("kind", SIGNED)
def test_signing_leaves_the_record_and_its_seal(kind, signed):
    found = of(signed[kind])
    assert found.receipts == (RECEIPT,)
    assert found.as_exported


@pytest.mark.parametrize("kind", SIGNED)
def test_an_unsigned_file_is_unsigned(kind, kinds, authority):
    assert look(kinds[kind.lower()].laden, kind, authority.pem).state == UNSIGNED


def test_pages_are_not_asked_who_signed_them(kinds):
    assert look(kinds["html"].laden, "HTML") is None


def test_words_that_only_look_like_credentials_are_none(kinds):
    talks = chunk(b"tEXt", b"Comment\0caBX c2pa jumb")
    assert look(small_png(extra=talks), "PNG").state == UNSIGNED


def test_a_changed_pixel_of_a_sound_png_is_found(signed, authority):
    pixels = [chunk(b"IDAT", zlib.compress(bytes([0, colour, 255]))) for colour in (0, 1)]
    altered = spoilt(signed["PNG"], *pixels)
    assert not of(altered).as_exported
    assert look(altered, "PNG", authority.pem).state == ALTERED


@pytest.mark.parametrize(
    ("kind", "was", "now"),
    [
        ("PNG", b"Instructions>1. A caveat.", b"Instructions>1. A cavern."),
        ("SVG", b"<title>T<", b"<title>U<"),
        ("SVG", b"Instructions>1. A caveat.", b"Instructions>1. A cavern."),
        ("PDF", b"[0 0 100 100]", b"[0 0 100 101]"),
        ("PDF", b"/AF[", b"/AG["),  # what leads to the credentials
        ("PDF", b"c2pa.created", b"c2pa.deleted"),  # what they say was done
        ("PDF", b"Instructions>1. A caveat.", b"Instructions>1. A cavern."),
    ],
)
def test_a_changed_byte_is_found_in_the_record_as_well(kind, was, now, signed, authority):
    if kind == "PNG":  # as somebody who knows how: the part's checksum fits again
        start = signed["PNG"].index(b"iTXt") - 4
        length = int.from_bytes(signed["PNG"][start : start + 4])
        part = signed["PNG"][start : start + length + 12]
        was, now = part, chunk(b"iTXt", spoilt(part[8:-4], was, now))
    assert look(spoilt(signed[kind], was, now), kind, authority.pem).state == ALTERED


def credentials_in(content, kind):
    """Return where the credentials stand; they are not signed by themselves."""
    before = {"PNG": rb"....caBX", "SVG": rb"<c2pa:manifest>", "PDF": rb"stream\r?\n(?=....jumb)"}
    begun = re.search(before[kind], content, re.DOTALL)
    if kind == "SVG":
        return begun.start(), content.index(b"</c2pa:manifest>") + len("</c2pa:manifest>")
    start = begun.start() if kind == "PNG" else begun.end()
    return start, start + int.from_bytes(content[start : start + 4]) + 12 * (kind == "PNG")


@pytest.mark.parametrize("kind", SIGNED)
@settings(max_examples=12)  # a PDF is read in a process of its own, which takes its time
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_byte_beside_the_credentials_may_change(kind, where, bit, signed, authority):
    start, end = credentials_in(signed[kind], kind)
    altered = bytearray(signed[kind])
    place = int(where * (len(altered) - (end - start)))
    altered[place if place < start else place + end - start] ^= 1 << bit
    # A PDF whose only word of its credentials was the byte that changed passes for unsigned.
    assert look(bytes(altered), kind, authority.pem).state in {ALTERED, UNSIGNED}


def test_credentials_of_another_picture_are_no_credentials(signed, authority):
    start = signed["PNG"].find(b"caBX") - 4
    length = int.from_bytes(signed["PNG"][start : start + 4]) + 12
    taken = signed["PNG"][start : start + length]
    assert look(small_png(colour=9, extra=taken), "PNG", authority.pem).state == ALTERED


def test_a_certificate_that_ran_out_since_is_told_and_hides_no_change(authority, kinds):
    brief = authority.newsroom(until=timedelta(seconds=2))
    fresh = sign(kinds["svg"].laden, "SVG", signer(brief.chain, brief.key), "a picture")
    time.sleep(3.1)  # the second in which it ends counts as well
    late = look(fresh, "SVG", authority.pem)
    assert (late.state, late.expired) == (UNKNOWN, True)
    assert "has run out" in late.words()
    altered = spoilt(fresh, b"<title>T<", b"<title>U<")
    assert look(altered, "SVG", authority.pem).state == ALTERED


def test_a_signed_pdf_still_opens(signed):
    with pikepdf.open(io.BytesIO(signed["PDF"])) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == b"0 0 10 10 re f"
        assert "A headline" in str(pdf.docinfo["/Title"])


# Whether it need be signed again


@pytest.mark.parametrize("kind", SIGNED)
def test_what_this_pen_signed_is_known_again(kind, signed, kinds, mine, authority):
    content = kinds[kind.lower()].laden
    renewed = authority.newsroom()
    assert has_signed(signed[kind], content, kind, mine)
    assert not has_signed(signed[kind], content + b"\n", kind, mine)
    assert not has_signed(signed[kind], content, kind, signer(renewed.chain, renewed.key))
    assert not has_signed(content, content, kind, mine)
    assert not has_signed(b"", content, kind, mine)


# Certificates and keys


@pytest.mark.parametrize(
    "key",
    [
        new_key(),
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP521R1()),
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-256", "P-384", "P-521", "Ed25519", "RSA"],
)
def test_keys_of_each_kind_sign(key, authority, kinds):
    newsroom = authority.newsroom(key=key)
    made = sign(kinds["png"].laden, "PNG", signer(newsroom.chain, newsroom.key), "a picture")
    assert look(made, "PNG", authority.pem).state == KNOWN


REFUSED = {
    "a key of somebody else": (lambda a, n: (n.chain, a.newsroom().key), "does not fit"),
    "the authority first": (lambda a, n: (a.pem + n.certificate, n.key), "certificate first"),
    "a key for a certificate": (lambda a, n: (n.key, n.key), "not a certificate in PEM"),
    "a certificate for a key": (lambda a, n: (n.chain, n.chain), "not a private key in PEM"),
    "nothing": (lambda a, n: (b"", b""), "not a certificate in PEM"),
    "a key with a passphrase": (
        lambda a, n: (a.newsroom(key=(key := new_key())).chain, secret(key, b"x")),
        "has a passphrase",
    ),
    "no authority": (lambda a, n: (n.certificate, n.key), "does not lead to an authority"),
    "another authority": (
        lambda a, n: (n.certificate + Authority().pem, n.key),
        "does not lead to an authority",
    ),
}
BAD = {
    "run out": ({"since": 9 * DAY, "until": -DAY}, "give one in force"),
    "not yet": ({"since": -DAY}, "give one in force"),
    "for web servers": ({"use": ExtendedKeyUsageOID.SERVER_AUTH}, "emailProtection"),
    "an odd curve": ({"key": ec.generate_private_key(ec.SECP256K1())}, "use P-256"),
    "a short key": ({"key": rsa.generate_private_key(65537, 1024)}, "use P-256"),
}


@pytest.mark.parametrize(("given", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_pair_is_refused(given, why, authority, newsroom):
    with pytest.raises(CredentialsError, match=why):
        signer(*given(authority, newsroom))


@pytest.mark.parametrize(("given", "why"), BAD.values(), ids=BAD)
def test_a_certificate_that_may_not_sign_is_refused(given, why, authority):
    newsroom = authority.newsroom(**given)
    with pytest.raises(CredentialsError, match=why):
        signer(newsroom.chain, newsroom.key)


def test_a_key_in_the_file_of_its_certificate_stays_there(newsroom, kinds):
    whole = newsroom.key + newsroom.chain
    made = signer(whole, whole)
    body = b"".join(newsroom.key.splitlines()[1:-1])
    assert body not in made.chain.replace(b"\n", b"")
    assert "PRIVATE" not in repr(made)
    assert look(sign(kinds["png"].laden, "PNG", made, "a picture"), "PNG").state == UNKNOWN
