"""`headcount export --sign`: what is signed, what is left as it was, and what is refused."""

import base64
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from headcount.cli import main

from .authority import Authority, new_key, secret
from .conftest import CHART, EXPORT, SIGNED, held

DAY = timedelta(days=1)


@pytest.mark.browser
def test_an_export_of_the_same_changes_nothing(mine, signing, capsys):
    before = held(mine)
    assert main([*EXPORT, str(mine), *signing]) == 0
    assert ", as before" in capsys.readouterr().out
    assert held(mine) == before


@pytest.mark.slow
@pytest.mark.browser
def test_only_what_is_no_longer_as_signed_is_signed_again(mine, signing, ask):
    path = mine / CHART / f"{CHART}-web.svg"
    path.write_bytes(path.read_bytes().replace(b">North Korea<", b">South Korea<", 1))
    assert ask(mine)[0] == 4
    before = {name: (mine / CHART / name).read_bytes() for name in SIGNED}
    assert main([*EXPORT, str(mine), *signing]) == 0
    changed = {name for name in SIGNED if (mine / CHART / name).read_bytes() != before[name]}
    assert changed == {path.name}
    assert ask(mine, trust="trusted")[0] == 0


@pytest.mark.browser
def test_signing_is_off_by_default_and_changes_pictures_and_receipt_alone(
    mine, signing, ask, monkeypatch
):
    signed = {path.name: path.read_bytes() for path in (mine / CHART).iterdir()}
    monkeypatch.setenv("HEADCOUNT_KEY", signing[-1])  # a key alone signs nothing
    assert main([*EXPORT, str(mine)]) == 0
    plain = {path.name: path.read_bytes() for path in (mine / CHART).iterdir()}
    assert plain.keys() == signed.keys()
    changed = {name for name in plain if plain[name] != signed[name]}
    assert changed == SIGNED | {f"{CHART}-receipt.json"}
    assert ask(mine, trust="trusted")[0] == 3
    assert main([*EXPORT, str(mine), *signing[:2]]) == 0
    assert ask(mine, trust="trusted")[0] == 0


@pytest.mark.browser
def test_who_exports_unsigned_over_a_signed_kit_is_told_so_once(mine, capsys):
    assert main([*EXPORT, str(mine)]) == 0
    assert "No signatures, which the kit before this one had" in capsys.readouterr().err
    assert main([*EXPORT, str(mine)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.browser
def test_a_renewed_certificate_signs_anew(mine, authority, tmp_path, capsys):
    renewed = authority.newsroom("The Daily").write(tmp_path)
    before = {name: (mine / CHART / name).read_bytes() for name in SIGNED}
    assert main([*EXPORT, str(mine), *renewed]) == 0
    assert "as before" not in capsys.readouterr().out
    assert not any((mine / CHART / name).read_bytes() == before[name] for name in SIGNED)


def _swap(options, new, place):
    return [*options[:place], new, *options[place + 1 :]]


REFUSALS = {
    "no certificate": (lambda o, f: _swap(o, str(f / "none.pem"), 1), "certificate cannot be read"),
    "no key": (lambda o, f: _swap(o, str(f / "none.key"), 3), "key cannot be read"),
    "a folder": (lambda o, f: _swap(o, str(f), 3), "key cannot be read: is a directory"),
    "a key alone": (lambda o, f: o[2:], "give --sign PEM and --key PEM"),
    "a certificate alone": (lambda o, f: o[:2], "give --sign PEM and --key PEM"),
    "a key of somebody else": (lambda o, f: _swap(o, str(f / "else.key"), 3), "does not fit"),
    "a locked key": (lambda o, f: _swap(o, str(f / "locked.key"), 3), "has a passphrase"),
    "the two exchanged": (
        lambda o, f: [o[0], o[3], o[2], o[1]],
        "certificate is not a certificate",
    ),
    "a certificate run out": (
        lambda o, f: Authority().newsroom(since=9 * DAY, until=-DAY).write(f / "old"),
        "give one in force",
    ),
    "a key typed in": (lambda o, f: _swap(o, (f / "else.key").read_text(), 3), "key cannot be"),
}


@pytest.mark.browser
@pytest.mark.parametrize(("spoil", "why"), REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_sign_is_refused_and_the_old_kit_stays(
    spoil, why, mine, signing, tmp_path, capsys, monkeypatch
):
    monkeypatch.delenv("HEADCOUNT_KEY", raising=False)
    typed = secret(new_key()).decode()
    (tmp_path / "else.key").write_text(typed)
    (tmp_path / "locked.key").write_bytes(secret(new_key(), b"a passphrase"))
    options = spoil(signing, tmp_path)
    before = held(mine)
    for out in (mine, tmp_path / "new"):
        assert main(["export", "all", "--out", str(out), *options]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("Nothing was written. ")
        assert said.err.count("\n") == 1
        assert why in said.err
        assert not any(line in said.err for line in typed.splitlines())
    assert held(mine) == before
    assert not (tmp_path / "new").exists()


def traces(key: bytes) -> list[bytes]:
    """Return what the secret number of a key looks like: as bytes, as digits, in base64."""
    number = load_pem_private_key(key, None).private_numbers().private_value.to_bytes(32)
    written = [base64.b64encode(number[place:])[:36] for place in range(3)]
    return [number, number.hex().encode(), *written]


def test_a_key_is_recognised_by_its_traces(newsroom):
    body = b"".join(newsroom.key.splitlines()[1:-1])
    assert sum(trace in body for trace in traces(newsroom.key)) == 1


@pytest.mark.browser
def test_the_key_is_in_no_file_and_in_no_message(newsroom, tmp_path, ask, capsys):
    both = newsroom.key + newsroom.chain  # as some authorities hand them over
    (tmp_path / "both.pem").write_bytes(both)
    files = ["--sign", str(tmp_path / "both.pem"), "--key", str(tmp_path / "both.pem")]
    assert main([*EXPORT, str(tmp_path / "out"), *files]) == 0
    said = "".join(capsys.readouterr())
    code, answer = ask(tmp_path / "out", trust="trusted", verbose=True)
    assert code == 0
    written = [content for content, _ in held(tmp_path / "out").values()]
    for told in (*written, said.encode(), answer.encode()):
        assert not any(trace in told for trace in traces(newsroom.key))
