"""What a record says of itself is not believed, however well its checksum was reckoned."""

import copy
import hashlib
import json
import re
import shutil

import headcount as hc
import pytest
from headcount.charts import contents
from headcount.charts.switch import switch_of, with_switch
from headcount.publish import verify
from headcount.publish.export.embed import embed
from headcount.publish.export.kit import svg
from headcount.publish.export.receipt import payload
from headcount.publish.metadata import of, xmp
from headcount.publish.metadata.html import put
from headcount.render.formats import FORMATS, asked

from tests.publish.metadata.conftest import HTML

from .conftest import CHART, FIGURE
from .test_liars import edited, signed


@pytest.fixture(scope="module")
def receipt(small_kit):
    return json.loads((small_kit.folder / f"{CHART}-receipt.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def picture(data):
    """Give a chart's SVG as a kit has it."""
    return drawn(hc.named(data, CHART))


def drawn(chart, width="article"):
    picture = svg(chart, f"{chart.name}-{width}", chart.picture(FORMATS[width]))
    return xmp.put_svg(picture.encode(), payload(chart))


def resealed(content):
    """Hide a change from the seal, as somebody who knows how could."""
    found = of(content)
    return content.replace(found.sealed.encode(), found.seal.encode())


@pytest.fixture
def ask(data, tmp_path):
    """Ask a file what it was made of: the exit code, and the answer."""

    def asked(content, ending="json"):
        path = tmp_path / f"found.{ending}"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        found = verify.read(data, [path])
        (answer,) = found.as_json()["answers"]
        return found.code, answer

    return asked


def elsewhere(receipt):
    """Have a record say that it was made from data that nobody here has."""
    tables = dict.fromkeys(receipt["data"]["tables"], "0" * 64)
    return receipt | {"data": receipt["data"] | {"sha256": "0" * 64, "tables": tables}}


def without_caveats(receipt):
    return receipt | {"notes": []}


def of_another_rule(receipt):
    notes = copy.deepcopy(receipt["notes"])
    notes[0]["text"] = notes[0]["long"] = "Nothing is in doubt."
    return receipt | {"notes": notes}


def another_source(receipt):
    sources = [one | {"name": "God", "citation": "God. The truth."} for one in receipt["sources"]]
    return receipt | {"sources": sources}


LIES = {
    "a headline": lambda r: r | {"headline": "North Korea is first"},
    "a sentence": lambda r: r | {"sentence": "North Korea had 9 million soldiers."},
    "an alt text": lambda r: r | {"alt": "Nothing."},
    "a deck": lambda r: r | {"deck": ""},
    "a source line": lambda r: r | {"source_line": "Source: God"},
    "another source": another_source,
    "no sources": lambda r: r | {"sources": []},
    "a credit": lambda r: r | {"credit": "Chart: The Daily"},
    "another name": lambda r: r | {"chart": "another"},
    "no form": lambda r: r | {"choice": {"form": "x"}},
    "another form": lambda r: r | {"form": "history"},
    "no choice": lambda r: r | {"choice": {}},
    "another source chosen": lambda r: r | {"choice": r["choice"] | {"source": "iiss-mb-2021"}},
    "another caveat": of_another_rule,
    "a figure twice": lambda r: r | {"figures": [*r["figures"], r["figures"][0]]},
    "a made-up figure": lambda r: (
        r | {"figures": [r["figures"][0] | {"figure_id": "made-up"}, *r["figures"][1:]]}
    ),
    "a figure that is not drawn": lambda r: r | {"figures": r["figures"][:-1]},
    "a value": lambda r: edited(r, 9_000_000),
    "a field of its own": lambda r: r | {"confirmed_by": "the ministry"},
    "a field of a figure's own": lambda r: (
        r | {"figures": [r["figures"][0] | {"confirmed_by": "all"}, *r["figures"][1:]]}
    ),
    "a status": lambda r: (
        r | {"figures": [one | {"status": "counted"} for one in r["figures"]]}
    ),
}  # fmt: skip
UNSEEN = {
    "a credit", "a figure that is not drawn", "a figure twice", "a made-up figure",
    "a field of its own", "a field of a figure's own",
}  # fmt: skip
"""What only that other data could tell; at least it is not current."""


@pytest.mark.parametrize("lie", [*LIES, "no caveats", "one caveat fewer"])
def test_a_record_that_lies_and_was_reckoned_anew_is_altered(ask, receipt, lie):
    forged = {
        **LIES,
        "no caveats": without_caveats,
        "one caveat fewer": lambda r: r | {"notes": r["notes"][1:]},
    }[lie](receipt)
    code, answer = ask(signed(forged))
    assert (code, answer["state"]) == (4, "altered"), answer
    assert answer["altered"]


@pytest.mark.parametrize("lie", LIES)
def test_that_it_was_made_from_other_data_excuses_no_words_of_other_things(ask, receipt, lie):
    code, answer = ask(signed(elsewhere(LIES[lie](receipt))))
    assert code >= 1, answer
    if lie not in {*UNSEEN, "a value", "a status"}:
        assert (code, answer["state"]) == (4, "altered"), answer


@pytest.mark.parametrize(
    "other",
    [
        {"versions": [1, 2]},
        {"versions": {"headcount": 5}},
        {"versions": "x"},
        {"versions": {"headcount": "0.1.0", "confirmed by": "all"}},
        {"versions": {"headcount": "0.1.0\u200b"}},
        {"data": {"confirmed by": "all"}},
        {"data": {"sha256": "All of it is right."}},
    ],
    ids=str,
)
def test_versions_and_data_of_another_shape_are_those_of_no_receipt(ask, receipt, other):
    if "data" in other:
        other = {"data": receipt["data"] | other["data"]}
    code, answer = ask(signed(receipt | other))
    assert (code, answer["state"]) == (4, "damaged")


def test_a_caveat_that_is_left_out_of_other_data_is_at_least_told(ask, receipt):
    code, answer = ask(signed(elsewhere(without_caveats(receipt))))
    assert code >= 1
    assert {one["text"] for one in receipt["notes"]} <= set(answer["since"]["caveats"])


def test_an_honest_record_of_other_data_is_no_forgery(ask, receipt):
    code, answer = ask(signed(elsewhere(receipt)))
    assert (code, answer["state"]) == (0, "current")
    changed = receipt | {"alt": receipt["alt"].replace("about 1.14 million", "1.14 million")}
    code, answer = ask(signed(elsewhere(changed)))
    assert (code, answer["state"]) == (1, "changed")


def test_the_words_of_old_figures_are_held_to_the_old_figures(desk, receipt, tmp_path):
    desk.change("military_personnel", FIGURE, value="1200000")
    lie = signed(receipt | {"sentence": "North Korea had 9 million soldiers, the CIA says."})
    for one, expected in ((receipt, (1, "changed")), (lie, (4, "altered"))):
        path = tmp_path / "found.json"
        path.write_text(json.dumps(one), encoding="utf-8")
        code, told = desk.ask(path)
        assert (code, told["answers"][0]["state"]) == expected


# An editor's words


def my_own(data, headline):
    choice = {"measure": "active", "source": "cia-factbook-2022-08-04", "highlight": "PRK"}
    return hc.chart(data, form="rank", **choice, headline=headline, name="my-own")


def test_an_editors_words_are_part_of_the_record_and_held_to_the_folder(ask, data):
    own = hc.named(data, CHART, headline="CIA: North Korea has the fourth-largest active force")
    code, answer = ask(drawn(own), "svg")
    assert (code, answer["state"], answer["altered"]) == (1, "changed", [])
    assert any("charts.toml" in line for line in answer["edited"])
    mine = my_own(data, "The CIA puts North Korea fourth")
    code, answer = ask(drawn(mine), "svg")
    assert (code, answer["edited"]) == (0, [])


def test_an_editors_words_that_no_figure_bears_are_told(ask, data):
    mine = my_own(data, "North Korea has 9 million soldiers")
    code, answer = ask(drawn(mine), "svg")
    assert (code, answer["state"]) == (1, "changed")
    assert "9 million" in answer["edited"][0]


# Pictures and pages


def test_a_picture_as_it_was_exported_is_current(ask, picture):
    assert ask(picture, "svg")[0] == 0


VALUE = re.compile(rb"1\.14(?=M<)")
SPOILT = {
    "a value": lambda svg: VALUE.sub(b"9.99", svg, count=1),
    "a name": lambda svg: svg.replace(b">North Korea<", b">South Korea<", 1),
    "a colour": lambda svg: re.sub(rb'fill="#[0-9a-f]{6}"', b'fill="#ff0000"', svg, count=1),
    "a bar": lambda svg: re.sub(rb'(<rect[^>]* width=")\d+', rb"\g<1>9", svg, count=1),
    "a script": lambda svg: svg.replace(b"</svg>", b"<script/></svg>"),
}


@pytest.mark.parametrize("seal", [False, True], ids=["as it was", "put right"])
@pytest.mark.parametrize("what", SPOILT)
def test_an_edited_picture_is_altered_whatever_its_seal_says(ask, picture, what, seal):
    changed = SPOILT[what](picture)
    assert changed != picture
    code, answer = ask(resealed(changed) if seal else changed, "svg")
    assert (code, answer["state"]) == (4, "altered")


@pytest.mark.parametrize("seal", [False, True], ids=["as it was", "put right"])
def test_a_record_that_was_put_into_another_picture_is_altered(ask, data, picture, seal):
    metadata = re.search(rb"(?s)<metadata>.*</metadata>", picture)[0]
    other = drawn(hc.named(data, "killed"))
    moved = re.sub(rb"(?s)<metadata>.*</metadata>", lambda _: metadata, other)
    code, answer = ask(resealed(moved) if seal else moved, "svg")
    assert (code, answer["state"], answer["receipt"]["chart"]) == (4, "altered", CHART)


PROPERTIES = (
    "dc:title", "dc:description", "dc:creator", "dc:identifier", "photoshop:Headline",
    "photoshop:Credit", "photoshop:Source", "photoshop:Instructions",
    "Iptc4xmpCore:AltTextAccessibility", "Iptc4xmpCore:ExtDescrAccessibility",
)  # fmt: skip


@pytest.mark.parametrize("gone", [False, True], ids=["another", "none"])
@pytest.mark.parametrize("name", PROPERTIES)
def test_words_for_other_programs_that_are_not_the_records_are_told(ask, picture, name, gone):
    pattern = rf"(?s)<{name}>.*?</{name}>".encode()
    assert re.search(pattern, picture)
    other = b"" if gone else f"<{name}>Nothing is in doubt.</{name}>".encode()
    code, answer = ask(re.sub(pattern, other, picture, count=1), "svg")
    assert (code, answer["state"]) == (4, "altered"), answer


ADDED = {
    "rights": "<dc:rights>Two million</dc:rights>",
    "a caption of another space": '<t:ImageDescription xmlns:t="http://ns.adobe.com/tiff/1.0/">'
    "Two million</t:ImageDescription>",
    "another language": '<dc:description><rdf:Alt><rdf:li xml:lang="de">Zwei Millionen</rdf:li>'
    "</rdf:Alt></dc:description>",
    "a style": '<style xmlns="http://www.w3.org/2000/svg">text { display: none }</style>',
    "a script": '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
}


@pytest.mark.parametrize("added", ADDED.values(), ids=ADDED)
def test_what_was_added_to_the_words_for_other_programs_is_told(ask, picture, added):
    changed = picture.replace(b"</rdf:Description>", added.encode() + b"</rdf:Description>", 1)
    assert ask(changed, "svg")[0] == 4


def test_what_a_program_adds_when_it_saves_a_packet_anew_is_no_forgery(ask, picture):
    added = b"<dc:format>image/svg+xml</dc:format><photoshop:ColorMode>3</photoshop:ColorMode>"
    saved = picture.replace(b"</rdf:Description>", added + b"</rdf:Description>", 1)
    assert ask(saved, "svg")[0] == 0


def test_all_words_for_other_programs_taken_out_is_told(ask, picture):
    bare = picture
    for name in PROPERTIES:
        bare = re.sub(rf"(?s)<{name}>.*?</{name}>".encode(), b"", bare)
    assert ask(bare, "svg")[0] == 4


@pytest.mark.parametrize("seal", [False, True], ids=["as it was", "put right"])
@pytest.mark.parametrize("page", ["embed", "desk"])
def test_an_edited_page_is_altered(ask, small_kit, page, seal):
    whole = (small_kit.folder / f"{CHART}-{page}.html").read_bytes()
    assert ask(whole, "html")[0] == 0
    changed = whole.replace(b"fourth", b"first", 1)
    assert changed != whole
    assert ask(resealed(changed) if seal else changed, "html")[0] == 4


@pytest.mark.parametrize("key", ["name", "description", "identifier", "isBasedOn", "creator"])
def test_data_for_search_engines_that_is_not_the_records_is_told(ask, small_kit, key):
    page = (small_kit.folder / f"{CHART}-embed.html").read_bytes()
    at = re.search(rb'(?s)class="headcount-data">(.*?)</script>', page)
    data = json.dumps(json.loads(at[1]) | {key: "God"}).encode()
    assert ask(page[: at.start(1)] + data + page[at.end(1) :], "html")[0] == 4


def test_a_page_with_a_switch_is_held_as_a_whole(data, tmp_path):
    switched = with_switch(hc.named(data, CHART), "source=cia-factbook-2022-08-04,iiss-mb-2021")
    page = tmp_path / "embed.html"
    page.write_text(embed(switched, switch=switch_of(switched)), encoding="utf-8")
    assert {one.state for one in verify.read(data, [page]).answers} == {"current"}
    page.write_bytes(resealed(page.read_bytes().replace(b"fourth", b"first", 1)))
    assert verify.read(data, [page]).code == 4


def test_a_picture_of_a_width_of_ones_own_is_known(ask, data):
    chart = hc.named(data, CHART)
    (one,) = asked("777")
    picture = svg(chart, f"{CHART}-777", chart.picture(one)).encode()
    assert ask(xmp.put_svg(picture, payload(chart)), "svg")[0] == 0


def test_a_chart_of_many_figures_is_no_forgery(ask, data):
    figures = [row["figure_id"] for row in data.tables["troop_offers"]]
    many = hc.chart(data, form="timeline", figures=figures, name="many")
    assert len(str(figures)) > 5000
    code, answer = ask(json.loads(payload(many).receipt))
    assert (code, answer["altered"]) == (0, [])


# A kit


def test_a_kit_with_a_file_gone_is_told(desk):
    (desk.exports / CHART / f"{CHART}-caption.txt").unlink()
    code, told = desk.ask(desk.exports)
    (answer,) = told["answers"]
    assert (code, answer["state"]) == (4, "altered")
    assert "gone from its kit" in answer["altered"][0]


TEXTS = (
    "alt.txt",
    "caption.txt",
    "citation.txt",
    "data.csv",
    "data.jsonld",
    "long-description.txt",
)


@pytest.mark.parametrize(
    "way",
    [
        "reckoned anew",
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("left out", "no receipt")),
    ],
)
def test_a_text_of_a_kit_is_held_to_its_record_whatever_the_receipt_says(desk, way):
    kit = desk.exports / CHART
    for ending in TEXTS:
        path = kit / f"{CHART}-{ending}"
        whole = path.read_bytes()
        path.write_bytes(whole.replace(b"1.14", b"9.14").replace(b"CIA", b"UN"))
        assert path.read_bytes() != whole
    path = kit / f"{CHART}-receipt.json"
    receipt = json.loads(path.read_text(encoding="utf-8"))
    for ending in TEXTS:
        name = f"{CHART}-{ending}"
        receipt["files"][name] = hashlib.sha256((kit / name).read_bytes()).hexdigest()
        if way == "left out":
            del receipt["files"][name]
    path.write_text(json.dumps(signed(receipt)), encoding="utf-8")
    if way == "no receipt":
        path.unlink()
    code, told = desk.ask(desk.exports)
    (answer,) = told["answers"]
    assert (code, answer["state"]) == (4, "altered")
    assert len(answer["altered"]) == len(TEXTS)


def test_a_picture_that_is_named_vouches_for_no_text_beside_it(desk):
    kit = desk.exports / CHART
    (kit / f"{CHART}-caption.txt").write_text("Nothing is in doubt.", encoding="utf-8")
    assert desk.ask(kit / f"{CHART}-embed.html")[0] == 0


def test_a_receipt_by_itself_vouches_for_no_file(desk, tmp_path):
    alone = shutil.copy(desk.exports / CHART / f"{CHART}-receipt.json", tmp_path / "r.json")
    assert desk.ask(alone)[0] == 0


def test_a_converted_picture_is_not_vouched_for(ask, picture):
    packet = re.search(rb"(?s)<\?xpacket begin.*<\?xpacket end.*?\?>", picture)[0]
    code, answer = ask(b"\xff\xd8" + packet + b"\xff\xd9", "jpg")
    assert (code, answer["state"]) == (3, "current")
    assert answer["rewritten"]


@pytest.mark.slow
def test_every_embed_of_the_folder_is_what_its_record_gives(ask, data):
    for name in hc.chart_names(data):
        code, answer = ask(embed(hc.named(data, name)).encode(), "html")
        assert (code, answer["altered"], answer["edited"]) == (0, [], []), name
        assert contents.record_id(hc.named(data, name).contents) == answer["record"]


def test_a_switch_that_no_chart_has_is_altered(ask, data, receipt):
    forged = signed(receipt | {"choice": receipt["choice"] | {"switch": "nonsense"}})
    page = put(HTML, data={}, receipt=json.dumps(forged)).encode()
    assert of(page).as_exported
    assert ask(page, "html")[0] == 4


def test_a_page_of_two_records_is_no_export_whatever_its_seal_says(data, tmp_path, small_kit):
    page = (small_kit.folder / f"{CHART}-embed.html").read_text(encoding="utf-8")
    other = of(embed(hc.named(data, "killed")).encode()).receipts[0]
    path = tmp_path / "two.html"
    path.write_bytes(resealed(put(page, data={}, receipt=other).encode()))
    assert verify.read(data, [path]).code == 4


@pytest.mark.timeout(20)
def test_a_page_of_too_many_records_is_told_and_not_read(ask, receipt):
    page = HTML
    for number in range(40):
        one = signed(receipt | {"credit": f"Chart: {number}"})
        page = put(page, data={}, receipt=json.dumps(one))
    code, answer = ask(page.encode(), "html")
    assert (code, answer["why"]) == (4, "It carries more than 30 records.")


def test_another_house_style_is_no_forgery_and_is_told(desk):
    (desk.data / "house.toml").write_text('name = "The Daily"\n', encoding="utf-8")
    page = desk.exports.parent / "embed.html"
    page.write_text(embed(hc.named(hc.read(desk.data), CHART)), encoding="utf-8")
    code, told = desk.ask(page)
    assert (code, told["answers"][0]["why"]) == (0, "")
    (desk.data / "house.toml").write_text('[colors]\nhighlight = "#8b0000"\n', encoding="utf-8")
    code, told = desk.ask(page)
    (answer,) = told["answers"]
    assert answer["state"] != "altered"
    assert "in another house style" in answer["why"]
