"""What may be said of two figures: the comparisons that must come out right, by the command."""

import json
import re

import pytest
from headcount.caveats import RULES, View
from headcount.cli import main
from headcount.desk.compare import ASIDE, assess, compare
from headcount.desk.quote import reported
from headcount.figures.table import figures, records, select

CLAIM = "prk-volunteers-100k-business-insider-2022"


def compared(capsys, *arguments):
    code = main(["compare", *arguments, "--json"])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else told.err


def derived(found):
    """The rules that speak of the figures; those of how we read them leave the verdict alone."""
    rules = [note["rule"] for note in found["caveats"] if note["rule"] in RULES]
    return [rule for rule in dict.fromkeys(rules) if rule not in ASIDE]


TWELVE = {
    "the claim against nearly 1.3 million": (
        (CLAIM, "prk-active-cfr-via-bi-2022"),
        "with-care",
        [
            "claim-beside-count",
            "different-measures",
            "party-to-the-conflict",
            "hearsay",
            "disputed",
        ],
        [
            "Igor Korotchenko cited reports of 100,000 North Korean volunteers",
            "Business Insider reported in August 2022. That would be about 8%, or 1 in 13, of",
        ],
    ),
    "the claim against the CIA's 1.14 million": (
        (CLAIM, "prk-active-cia-factbook-2022-08-04"),
        "with-care",
        [
            "claim-beside-count",
            "different-measures",
            "party-to-the-conflict",
            "hearsay",
            "disputed",
        ],
        ["would be about 9%, or 1 in 11, of about 1.14 million", "CIA World Factbook"],
    ),
    "the claim against the census": (
        (CLAIM, "prk-active-moon-2011-census-2008"),
        "with-care",
        [
            "claim-beside-count",
            "different-dates",
            "different-measures",
            "party-to-the-conflict",
            "open-bound",
            "hearsay",
            "disputed",
        ],
        [
            "at least 14% of active personnel in North Korea's forces (up to 702,373)",
            "as of 2008",
            "Moon Ho Il",
        ],
    ),
    "two counts of the reserve": (
        ("prk-reserve-cfr-via-bi-2022", "prk-reserve-rok-white-paper-2022"),
        "with-care",
        ["disputed", "party-to-the-conflict"],
        ["600,000", "about 7.62 million"],
    ),
    "those sent against those claimed": (
        ("prk-soldiers-sent-nis-2025-04-30", CLAIM),
        "with-care",
        ["claim-beside-count", "different-dates", "party-to-the-conflict", "hearsay"],
        ["South Korean intelligence", "about 15%, or 1 in 7, of 100,000", "claimed"],
    ),
    "a decree against a head count": (
        ("rus-authorised-russia-decree-2022-08-servicemen", "rus-active-cia-factbook-2022"),
        "not-comparable",
        ["different-measures", "party-to-the-conflict", "disputed"],
        [],
    ),
    "active and paramilitary against active": (
        ("prk-total-wb-2018", "prk-active-iiss-mb-2021"),
        "with-care",
        ["different-measures", "different-dates", "disputed"],
        [
            "the number of total personnel in North Korea's forces at 1.469 million",
            "1.28 million active personnel",
            "about 1.1 times as many as",
        ],
    ),
    "Eritrea per head by the World Bank": (
        ("eri-active-cia-factbook-2022", "prk-active-cia-factbook-2022", "--per", "wb-sp-pop-totl"),
        "with-care",
        ["base-decides", "disputed"],
        ["between 1 and 1.4 times as many as", "per 1,000 people", "World Bank population data"],
    ),
    "Eritrea per head by the CIA": (
        (
            "eri-active-cia-factbook-2022",
            "prk-active-cia-factbook-2022",
            "--per",
            "cia-factbook-2022",
        ),
        "with-care",
        ["base-decides", "disputed"],
        ["between 54% and 73% of", "per 1,000 people"],
    ),
    "a dozen launchers against sixteen": (
        ("ukr-himars-12-business-insider-2022", "ukr-himars-16-announced-2022-07"),
        "with-care",
        ["claim-beside-count", "party-to-the-conflict", "hearsay"],
        ["at 12 as of August 2022", "75% of 16 American HIMARS", "planned", "Lloyd Austin"],
    ),
    "planned workers against arrivals": (
        ("prk-workers-donbas-daily-nk-2022-07", "prk-workers-donbas-daily-nk-2024-01"),
        "with-care",
        ["claim-beside-count", "open-bound", "hearsay"],
        [
            "plans for more than 1,000 North Korean workers",
            "would be more than 6.6 times as many as about 150",
        ],
    ),
    "the dead against killed and wounded": (
        ("prk-killed-nis-2025-04-30", "prk-casualties-uk-2025-06"),
        "not-comparable",
        ["different-measures", "party-to-the-conflict"],
        [],
    ),
    "announced volunteers against those seen": (
        ("syr-volunteers-shoigu-2022-03", "syr-soldiers-training-nyt-2022-03"),
        "with-care",
        ["claim-beside-count", "party-to-the-conflict", "open-bound", "hearsay"],
        [
            "Sergei Shoigu",
            "an offer of more than 16,000",
            "at least 300",
            "the bounds leave the ratio open",
        ],
    ),
}


SAID_AS = {
    "claimed": "claim|cited reports of",
    "offered": "offer",
    "planned": "plan",
    "estimated": "estimated",
    "confirmed": "confirmed|reported a total of| put ",
    "completed": "completed|reported",
}
"""How a sentence says of each status that it has it; who gives a count has "put" or reported it."""


@pytest.mark.parametrize("name", TWELVE)
def test_the_comparisons_that_must_come_out_right(name, capsys):
    arguments, verdict, rules, words = TWELVE[name]
    code, found = compared(capsys, *arguments)
    assert code == 0
    assert found["verdict"] == verdict
    assert derived(found) == rules
    for word in words:
        assert word in found["sentence"]
    assert found["reason"]
    assert bool(found["sentence"]) == (verdict != "not-comparable")
    for end in ("a", "b") if found["sentence"] else ():  # a figure never stands without who says it
        title, _, dated = found[end]["source"].partition(", ")
        names = title.split(" via ")  # a speaker who is named stands for the first
        assert any(name in found["sentence"] for name in names)
        assert not dated or dated.split(", via ")[0] in found["sentence"]
        assert re.search(SAID_AS[found[end]["status"]], found["sentence"])
        assert found[end]["known"].split()[-1] in found["sentence"]


def test_what_two_figures_share_is_said_once(capsys):
    _, found = compared(capsys, *TWELVE["Eritrea per head by the CIA"][0])
    assert found["sentence"].startswith("According to the CIA World Factbook, 2022 edition, 24 to ")
    assert found["sentence"].endswith(" per 1,000 people, both estimated as of 2022.")
    assert found["sentence"].count("CIA") == found["sentence"].count("estimated") == 1
    launchers = "ukr-himars-12-business-insider-2022", "ukr-himars-16-arrived-2022-08"
    _, found = compared(capsys, *launchers)
    assert found["sentence"].count("in Ukraine") == 1


def test_whom_a_figure_counts_is_said_again_where_it_is_another(capsys):
    _, found = compared(capsys, *TWELVE["announced volunteers against those seen"][0])
    assert "from the Middle East (mainly Syria) for Russia" in found["sentence"]
    assert "Syrian soldiers in Russia" in found["sentence"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("tur-active-cia-factbook-2022", "isr-active-cia-factbook-2022"),
        ("tur-active-cia-factbook-2022", "pol-active-cia-factbook-2022"),
    ],
)
def test_a_fair_comparison_bears_no_derived_caveat(a, b, capsys):
    _, found = compared(capsys, a, b)
    assert (found["verdict"], derived(found)) == ("comparable", [])


def test_the_consequence_is_said_in_numbers(capsys):
    _, found = compared(capsys, *TWELVE["two counts of the reserve"][0])
    texts = " ".join(note["text"] for note in found["caveats"])
    assert "North Korea's reserve personnel: other sources give 600,000 for" in texts


def test_the_json_is_as_promised(capsys):
    _, found = compared(capsys, CLAIM, "prk-active-moon-2011-census-2008")
    assert list(found) == [
        *("a", "b", "ratio", "answer", "sentence", "verdict", "reason", "caveats")
    ]
    assert list(found["ratio"]) == ["low", "value", "high"]
    assert found["ratio"]["low"] == pytest.approx(100_000 / 702_373)
    assert (found["ratio"]["value"], found["ratio"]["high"]) == (None, None)
    assert all(list(note) == ["rule", "text", "figures"] for note in found["caveats"])
    assert "100k-denied" in {note["rule"] for note in found["caveats"]}  # the written ones follow


def test_a_figure_may_be_chosen_by_a_filter(capsys):
    _, found = compared(
        capsys,
        "country=PRK, category=active, source=cia-factbook-2022",
        "country=CHN,category=active,source=cia-factbook-2022,year=2022",
    )
    assert found["a"]["figure_id"] == "prk-active-cia-factbook-2022"
    assert found["b"]["figure_id"] == "chn-active-cia-factbook-2022"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "country=PRK,category=reserve,source=rok-white-paper-2014",
            "Name one:\n  prk-reserve-rok-white-paper-2014: North Korea's reserve",
        ),
        ("country=PRK", "and 1"),
        ("prk-active-cia-factbook-202", 'Did you mean "prk-active-cia-factbook-2025'),
        ("land=PRK", 'Figures have no column "land"'),
        ("country", 'No figure has the ID "country"'),
        ("country=", '"country=" is not a condition'),
        ("country=PRK,year=soon", '"soon" is not a year'),
        ("country=PRK,category=active,year=1950", "No figure matches"),
    ],
)
def test_what_chooses_no_figure_or_several_is_refused(text, message, capsys):
    code, told = compared(capsys, text, CLAIM)
    assert code == 2
    assert message in told


def test_per_head_needs_a_population_of_both(capsys):
    code, told = compared(capsys, "twn-active-cia-factbook-2022", CLAIM, "--per", "wb-sp-pop-totl")
    assert code == 2
    assert "wb-sp-pop-totl has no population figure" in told


def test_one_figure_cannot_be_held_against_itself(capsys):
    code, told = compared(capsys, CLAIM, CLAIM)
    assert code == 2
    assert "are the same figure" in told


def test_what_gives_no_number_has_no_ratio(capsys):
    code, found = compared(capsys, "prk-soldiers-few-dozen-nk-news-2022", CLAIM)
    assert (code, found["verdict"]) == (0, "not-comparable")
    assert found["ratio"] == {"low": None, "value": None, "high": None}
    assert found["reason"] == "NK News, August 2022, gave no number."


def test_in_words_it_fits_a_terminal(capsys):
    assert main(["compare", CLAIM, "prk-active-cfr-via-bi-2022"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("A: 100,000 North Korean volunteers for Russia")
    assert "Comparable with care: " in told
    assert max(len(line) for line in told.splitlines()) <= 92


def test_figures_of_several_kinds_share_no_axis(data):
    rows = select(
        figures(data), figure_id=["prk-killed-nis-2025-04-30", "prk-active-cia-factbook-2022"]
    )
    found = assess(View(data, tuple(rows.to_dict("records")), focus=frozenset()))
    assert found.verdict == "not-comparable"
    assert found.reason.startswith("The figures measure different things: ")


def test_many_sources_may_be_few_origins(data):
    rows = select(
        figures(data),
        country="PRK",
        source=["iiss-mb-2021", "wb-ms-mil-totl-p1", "defense-of-japan-2020", "cia-factbook-2022"],
    )
    rows = rows[rows["category"].isin(["active", "total"])]
    found = assess(View(data, tuple(rows.to_dict("records")), focus=frozenset()))
    assert len(found.origins) == 2


# --- another story: hospital beds, on disk ---------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "verdict", "rules"),
    [
        ("nor-staffed-registry-2023", "nor-total-registry-2023", "comparable", []),
        (
            "sud-new-beds-2025",
            "nor-total-registry-2023",
            "with-care",
            ["claim-beside-count", "disputed", "different-measures", "hearsay"],
        ),
        (
            "region=NOR,category=licensed",
            "region=NOR,category=staffed",
            "with-care",
            ["different-measures", "open-bound"],
        ),
    ],
)
def test_another_story_goes_through_the_same_rules(a, b, verdict, rules, beds, capsys):
    code, found = compared(capsys, a, b, "--data", str(beds.path))
    assert code == 0
    assert (found["verdict"], derived(found)) == (verdict, rules)


def test_what_gives_no_number_has_no_sentence(data):
    found = compare(data, "prk-workers-deadline-un-2017-12", "prk-entries-russia-2022")
    assert (found.verdict, found.sentence, found.answer) == ("not-comparable", "", "")


def test_a_publisher_is_not_said_to_speak_through_its_own_work(data):
    told = compare(data, CLAIM, "prk-active-iiss-mb-2021").sentence
    assert told.endswith(
        "according to the IISS Military Balance 2021, via the campaign site Invaders Not Welcome."
    )


def test_a_speaker_with_an_office_is_set_off_from_the_page(data):
    told = compare(data, "foreign-nationals-ukraine-2025-10", "prk-soldiers-nis-2024-10-23")
    assert told.sentence.startswith(
        "Dmytro Usov, Coordination Headquarters for prisoners of war, made a claim of more than 18"
    )


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (
            CLAIM,
            "Igor Korotchenko cited reports of 100,000 North Korean volunteers for Russia, "
            "Business Insider reported in August 2022.",
        ),
        (  # a lawmaker said so after a closed briefing; the outlet only prints it
            "prk-killed-nis-2025-04-30",
            "South Korean intelligence estimated the number of North Korean soldiers "
            "killed at about 600 as of April 30, 2025, KBS World reported.",
        ),
        (  # a total over a time is no number on its last day
            "prk-soldiers-sent-nis-2025-04-30",
            "South Korean intelligence estimated the total number of North Korean soldiers "
            "sent to Russia at about 15,000 by April 30, 2025, KBS World reported.",
        ),
        (
            "prk-active-cia-factbook-2022-08-04",
            "The CIA World Factbook, Aug. 4, 2022, estimated the number of active personnel in "
            "North Korea's forces at about 1.14 million as of 2021.",
        ),
        (
            "prk-troops-confirmed-gerasimov-2025-04-26",
            "Valery Gerasimov confirmed reports of North Korean soldiers in Russia without "
            "giving a number, NK News reported on April 26, 2025.",
        ),
    ],
)
def test_a_figure_is_said_in_a_sentence_of_its_own(data, figure, said):
    (row,) = (one for one in records(data) if one["figure_id"] == figure)
    assert reported(View(data, (row,)), row) == said


def test_each_figure_has_a_sentence_that_says_its_number_and_whose_it_is(data):
    for row in records(data):
        view = View(data, (row,))
        is_denied = row["status"] == "denied"
        said = reported(view, row)
        assert said.endswith(".")
        assert not re.search(r"  |,,|\(\)| ,|None|\bnan\b|number given", said), said
        assert len(said) < 400, said
        if view.amount(row).is_number and not is_denied:
            assert re.search(r"\d|\b(one|two|three|four|five|six|seven|eight|nine)\b", said), said


def test_a_notebook_shows_the_sentence_where_one_may_be_quoted(data):
    fair = compare(data, "chn-active-cia-factbook-2022", "ind-active-cia-factbook-2022")
    assert fair.blocks()[0].paragraphs == [fair.sentence]
    strangers = compare(data, "prk-killed-nis-2025-04-30", "prk-active-cia-factbook-2022")
    assert strangers.blocks()[0].paragraphs == []


def test_of_one_origin_nothing_is_said_of_origins(data):
    one, other = "prk-active-iiss-mb-2021", "prk-active-cia-factbook-2022"
    rows = select(figures(data), figure_id=[one, other]).to_dict("records")
    assert (
        "Two publishers trace to two origins."
        in assess(View(data, tuple(rows), focus=frozenset())).text()
    )
    alone = assess(View(data, tuple(rows[:1]), focus=frozenset()))
    assert alone.text().count("\n- ") == len(alone.notes)


def test_by_what_it_is_divided_has_to_be_named(data):
    with pytest.raises(TypeError):
        compare(data, "chn-active-cia-factbook-2022", "ind-active-cia-factbook-2022", "wb-sp-pop")
