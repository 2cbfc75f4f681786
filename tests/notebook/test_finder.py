"""The finder: what it lists fits its filters, and what it shows is of what is ticked."""

import asyncio
from dataclasses import replace
from threading import Barrier, Thread

import headcount as hc
import pytest
from headcount.charts.chart import CHART_MIME
from headcount.core.errors import NothingFits, WrongChoice
from headcount.desk import compare, listing, record, search
from headcount.figures import package, provenance
from headcount.figures import table as figures
from headcount.notebook.explore import find
from headcount.notebook.explore.finding import HINT, NAMED, of_comparison, of_record
from headcount.publish import story

from tests.exploring import tick

CLAIM = "prk-volunteers-100k-business-insider-2022"
ARMY = "prk-active-cia-factbook-2022-08-04"


@pytest.fixture
def finder(data, tmp_path):
    return find(data, exports=tmp_path / "exports")


def ask(finder, kind, **more):
    """Tell the list what the page tells it."""
    finder.list._handle_custom_msg({"kind": kind, **more}, [])


def pick(menus, name, value):
    """Take an entry of a menu as the page does: by its place and its words."""
    at = [entry for _, entry in menus[name].entries].index(value)
    label = menus[name].entries[at][0]
    menus._handle_custom_msg({"kind": "pick", "name": name, "at": at, "label": label}, [])


def listed(finder):
    """Return every figure of every page of the list."""
    found = []
    for page in range(max(1, finder.list.content["pages"])):
        ask(finder, "page", page=page)
        found += [row["figure"] for row in finder.list.content["rows"]]
    return found


def said(sheet):
    """Return every word of a sheet."""
    found = [sheet.content["title"]]
    for block in sheet.content["blocks"]:
        found += [block.get("text", ""), block.get("title", ""), *block.get("entries", [])]
    return "\n".join(found)


# --- rows of a frame ---------------------------------------------------------------------------


@pytest.mark.parametrize("column", [None, "figure_id"])
def test_a_finder_of_rows_searches_among_them_alone(data, column):
    rows = data.figures.query("place == 'North Korea' and status == 'denied'")
    finder = hc.find(rows if column is None else rows[column])
    assert set(finder.figures["figure_id"]) == set(rows["figure_id"])
    assert CLAIM not in rows["figure_id"].tolist()
    finder.filter(text="volunteers")
    assert 0 < len(finder.figures) < len(rows)
    assert set(finder.figures["figure_id"]) <= set(rows["figure_id"])
    offered = [value for _, value in finder.checklists["status"].options]
    assert offered == ["denied"]


def test_a_finder_of_no_rows_or_of_other_things_says_so(data):
    with pytest.raises(NothingFits):
        hc.find(data.figures.iloc[:0])
    for wrong in (5, "North Korea", data.figures[["value"]]):
        with pytest.raises(WrongChoice):
            hc.find(wrong)


# --- filters -----------------------------------------------------------------------------------


def test_it_begins_with_every_figure(finder, data):
    assert listed(finder) == list(figures.figures(data)["figure_id"])


@pytest.mark.slow
def test_every_filter_offers_what_there_is_under_the_others_with_its_count(finder):
    tick(finder, "whose", ["North Korea", "Russia"])
    pick(finder.menus, "since", 2022)
    for name in finder.menus:
        before = finder.menus[name].value
        for label, value in finder.menus[name].entries[1:]:
            pick(finder.menus, name, value)
            assert label.endswith(f"({len(finder.figures)})"), (name, value)
            assert len(finder.figures) > 0
        pick(finder.menus, name, before)
    for name, checklist in finder.checklists.items():
        before = checklist.ticked
        tick(finder, name, [])
        for label, value in checklist.options:
            tick(finder, name, [value])
            assert label.endswith(f"({len(finder.figures)})"), (name, value)
            assert len(finder.figures) > 0
        tick(finder, name, before)


@pytest.mark.slow
def test_beside_what_is_ticked_a_list_says_how_many_more_there_would_be(finder):
    tick(finder, "whose", ["Russia"])
    pick(finder.menus, "since", 2022)
    for name, first in (("whose", "North Korea"), ("status", "claimed")):
        checklist = finder.checklists[name]
        tick(finder, name, [first])
        alone = set(finder.figures["figure_id"])
        labels = {value: label for label, value in checklist.options}
        assert labels.pop(first).endswith(f"({len(alone)})")
        added = {}
        for value, label in labels.items():
            tick(finder, name, [first, value])
            assert alone <= set(finder.figures["figure_id"])
            added[value] = len(finder.figures) - len(alone)
            assert label.endswith(f"(+{added[value]})")
        assert any(added.values())


def test_a_figure_of_two_that_are_ticked_is_listed_and_counted_once(finder):
    tick(finder, "whose", ["North Korea", "Russia"])
    both = len(finder.figures)
    apart = sum(int(label.rpartition("(")[2].rstrip(")"))
                for label, value in finder.checklists["whose"].options
                if value in ("North Korea", "Russia"))  # fmt: skip
    assert finder.figures["figure_id"].is_unique
    assert finder.list.content["status"].startswith(f"{both} figures")
    assert both < apart


def test_filters_keep_what_fits_and_leave_nothing_out(finder, data):
    finder.filter(whose="PRK", counted="reserve personnel", status="estimated", until=2014)
    every = figures.figures(data)
    asked = (every["country"] == "PRK") & (every["category"] == "reserve")
    rows = every[asked & (every["status"] == "estimated")]
    rows = rows[[one[:4] <= "2014" for one in rows["as_of"]]]
    assert len(rows) > 5
    assert list(finder.figures["figure_id"]) == list(rows["figure_id"])


def test_whom_it_is_about_is_every_party_of_an_offer(finder, data):
    offers = figures.select(figures.figures(data), table="troop_offers")
    parties = offers[offers["from_party"].eq("North Korea") & offers["to_party"].eq("Russia")]
    for name in ("North Korea", "Russia"):
        finder.filter(whose=name)
        assert set(parties["figure_id"]) <= set(finder.figures["figure_id"])


def test_words_of_one_list_widen_and_lists_narrow(finder, data):
    tick(finder, "counted", ["active personnel", "reserve personnel"])
    tick(finder, "status", ["claimed", "confirmed"])
    every = figures.figures(data)
    rows = every[every["category"].isin(["active", "reserve"])]
    rows = rows[rows["status"].isin(["claimed", "confirmed"])]
    assert len(rows) > 3
    assert list(finder.figures["figure_id"]) == list(rows["figure_id"])


def test_code_and_boxes_say_the_same(finder, data):
    finder.filter(whose=["RUS", "prk", "North Korea"], status="claimed")
    assert finder.checklists["whose"].ticked == ["Russia", "North Korea"]
    assert finder.checklists["whose"].summary == "Russia or North Korea"
    assert finder.checklists["status"].ticked == ["claimed"]
    assert finder.checklists["source"].summary == "Any"
    assert finder.list.content["caption"].endswith("Russia or North Korea; Claimed")
    again = find(data, whose=["Russia", "North Korea"], status=["claimed"])
    assert again.list.content == finder.list.content
    finder.filter(whose=(name for name in ("China",)))
    assert finder.checklists["whose"].ticked == ["China"]
    finder.filter(whose=[], status=None)
    assert finder.checklists["whose"].ticked == finder.checklists["status"].ticked == []
    assert not finder.list.content["can_clear"]


def test_each_part_of_what_is_asked_for_is_taken_back_by_itself(finder):
    finder.filter(whose=["Russia", "North Korea"], status="claimed", since=2022, text="people")
    asked = finder.list.content["asked"]
    assert [one["label"] for one in asked] == [
        "Russia", "North Korea", "Claimed", "from 2022", "the words “people”",
    ]  # fmt: skip
    ask(finder, "take_back", **asked[0])
    assert finder.checklists["whose"].ticked == ["North Korea"]
    assert set(finder.checklists["status"].ticked) == {"claimed"}
    for part in asked[1:]:
        ask(finder, "take_back", **part)
        assert part["label"] not in [one["label"] for one in finder.list.content["asked"]]
    assert finder.list.content["asked"] == []
    assert listed(finder) == list(finder.figures["figure_id"])
    assert not finder.list.content["can_clear"]


def test_a_name_that_holds_a_comma_is_set_apart_from_the_names_beside_it(finder):
    finder.filter(whose=["China, Russia and others", "North Korea"], status="claimed")
    content, both = finder.list.content, "“China, Russia and others” or North Korea"
    assert finder.checklists["whose"].summary == both
    assert content["caption"].endswith(f": {both}; Claimed")
    assert content["asked"][0]["label"] == "China, Russia and others"  # it stands by itself
    finder.filter(whose="China, Russia and others", status=None, source="iiss-mb-2021")
    without, *_ = finder.list.content["nothing"]["back"]
    assert without["label"].startswith("Without “China, Russia and others”: ")


def test_one_filter_alone_that_nothing_fits_is_not_called_several(finder):
    finder.filter(text="zzzz")
    assert finder.list.content["nothing"]["text"] == "No figures match this filter. Remove it:"


def test_what_is_no_longer_asked_for_is_taken_back_without_harm(finder):
    finder.filter(status="claimed")
    ask(finder, "take_back", name="status", value="denied")
    assert finder.checklists["status"].ticked == ["claimed"]
    ask(finder, "take_back", name="whose", value="Russia")
    assert [one["label"] for one in finder.list.content["asked"]] == ["Claimed"]


def test_many_of_one_list_are_counted_and_taken_back_together(finder):
    every = [value for _, value in finder.checklists["source"].options]
    tick(finder, "source", every[: NAMED + 1])
    (part,) = finder.list.content["asked"]
    assert part["label"] == f"any of {NAMED + 1} sources"
    assert finder.checklists["source"].summary == part["label"]
    ask(finder, "take_back", **part)
    assert finder.checklists["source"].ticked == []


def test_no_figure_is_called_by_the_same_date_twice(finder):
    ask(finder, "search", text="ukrainska pravda")
    names = [row["name"] for row in finder.list.content["rows"]]
    assert any(name.endswith("; Ukrainska Pravda, June 17, 2025") for name in names)
    assert any(name.endswith(", Oct. 22, 2024, Oct. 21, 2024") for name in names)  # two dates
    ask(finder, "search", text="business insider")
    names = {row["name"].partition("; ")[2] for row in finder.list.content["rows"]}
    assert "Business Insider, August 2022" in names
    assert "Business Insider, August 2022, July 2022" in names


# --- words -------------------------------------------------------------------------------------


def test_words_are_searched_in_what_the_list_prints_too(finder):
    ask(finder, "search", text="North KOREA  active 1.14")  # the row has PRK and 1140000
    assert ARMY in set(finder.figures["figure_id"])
    assert set(finder.figures["country"]) == {"PRK"}


def test_figures_that_are_called_so_stand_before_those_whose_definition_says_the_word(finder):
    ask(finder, "search", text="volunteers")
    rows = finder.list.content["rows"]
    elsewhere = [bool(row["why"]) for row in rows]
    assert elsewhere == sorted(elsewhere)
    assert {True, False} == set(elsewhere)
    assert "olunteers" in rows[0]["subject"]


def test_figures_that_are_found_alike_stay_in_their_order(finder, data):
    places = list(figures.figures(data)["figure_id"])
    ask(finder, "search", text="volunteers")
    shown = [places.index(row["figure"]) for row in finder.list.content["rows"] if not row["why"]]
    assert shown == sorted(shown)


# each run takes one quarter of the speakers, the long run all
QUARTERS = [0, *(pytest.param(other, marks=pytest.mark.slow) for other in (1, 2, 3))]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_whoever_said_a_figure_or_passed_it_on_finds_it_and_the_row_says_so(finder, data, quarter):
    ways = provenance.chains(data)
    for speaker in sorted({hop.speaker for hops in ways.values() for hop in hops})[quarter::4]:
        finder.filter(text=speaker)
        found = set(finder.figures["figure_id"])
        for figure, hops in ways.items():
            if speaker in {hop.speaker for hop in hops}:
                assert figure in found, (speaker, figure)
        for row in finder.list.content["rows"]:
            shown = [
                row[name] for name in ("subject", "amount", "as_of", "status", "source", "why")
            ]
            told = " ".join(shown).casefold()
            assert all(word in told for word in speaker.casefold().split()), (speaker, row)


def test_a_row_says_who_said_it_and_who_passed_it_on(finder):
    def why(text):
        finder.filter(text=text)
        return {row["figure"]: row["why"] for row in finder.list.content["rows"]}

    assert why("budanov")["prk-soldiers-training-budanov-2024-10"] == "Said by Kyrylo Budanov"
    assert why("korotchenko volunteers")[CLAIM] == "Said by Igor Korotchenko"
    assert "Passed on by AFP" in why("kadyrov afp")["chechen-volunteers-kadyrov-2022-03"]
    assert why("kadyrov afp budanov") == {}


def test_a_row_that_shows_the_words_does_not_say_where_they_are(finder):
    ask(finder, "search", text="North KOREA  active 1.14 factbook")
    shown = {row["figure"]: row["why"] for row in finder.list.content["rows"]}
    assert shown[ARMY] == ""
    assert set(shown.values()) > {""}  # of others, 1.14 million stands in the definition
    ask(finder, "search", text="")
    assert {row["why"] for row in finder.list.content["rows"]} == {""}


def test_words_of_a_long_text_are_quoted_with_what_is_beside_them(finder):
    ask(finder, "search", text="serving korotchenko")
    (row,) = [one for one in finder.list.content["rows"] if "definition" in one["why"].lower()]
    assert row["why"].startswith("Definition: … ")
    assert "serving soldiers. Korotchenko" in row["why"]
    assert len(row["why"]) < 160


def test_no_word_stands_for_a_number_that_is_not_given(finder):
    every = len(finder.figures)
    ask(finder, "search", text="nan")
    assert len(finder.figures) < every / 10


def test_nothing_fits_is_said_with_the_filter_to_take_back(finder):
    finder.filter(whose="PRK", counted="active personnel")
    count = len(finder.figures)
    ask(finder, "search", text="zebra")
    nothing = finder.list.content["nothing"]
    assert (finder.list.content["rows"], finder.list.content["status"][:9]) == ([], "0 figures")
    assert nothing["text"].startswith("No figures match")
    assert [one["label"] for one in nothing["back"]] == [
        f"Without the words “zebra”: {count} figures"
    ]
    ask(finder, "take_back", name="text")
    assert len(finder.figures) == count
    assert finder.list.content["nothing"] == {"text": "", "back": []}


def test_where_no_single_filter_helps_that_is_said(finder):
    finder.filter(whose="Kenya", counted="reserve personnel", text="zebra")
    nothing = finder.list.content["nothing"]
    assert nothing["back"] == []
    assert "more than one" in nothing["text"]
    ask(finder, "clear")
    assert len(finder.figures) > 900
    assert not finder.list.content["can_clear"]


def test_what_is_asked_for_stays_in_its_menu_when_nothing_fits(finder):
    finder.filter(whose="North Korea", text="zebra")
    assert finder.checklists["whose"].ticked == ["North Korea"]
    assert ("North Korea (0)", "North Korea") in finder.checklists["whose"].options


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"colour": "red"}, 'No filter is named "colour". Choose from: table, whose'),
        ({"whose": "Atlantis"}, 'No subject is named "Atlantis"'),
        ({"counted": "soldierz"}, 'Did you mean "soldiers'),
        ({"status": "rumoured"}, 'No figure has status "rumoured". Choose from: offered'),
        ({"whose": ["North Korea", "Atlantis"]}, 'No subject is named "Atlantis"'),
        ({"status": ["claimed", 7]}, "status: .* is not a text, nor a list of texts"),
        ({"source": 0}, "source: 0 is not a text, nor a list of texts"),
        ({"since": [2022, 2023]}, "is not a year"),
        ({"since": "2022"}, 'since: "2022" is not a year'),
        ({"text": 7}, 'text: "7" is not a text'),
    ],
)
def test_a_filter_that_there_is_not_changes_nothing(finder, filters, message):
    finder.filter(whose=["North Korea", "Russia"])
    before = finder.list.content
    with pytest.raises(ValueError, match=message):
        finder.filter(**filters)
    assert finder.list.content == before


def test_one_change_sends_one_list(finder):
    sent = []
    finder.list.observe(sent.append, "content")
    tick(finder, "whose", ["North Korea"])
    assert len(sent) == 1
    tick(finder, "whose", ["North Korea", "Russia"])
    assert len(sent) == 2


# --- the list ----------------------------------------------------------------------------------


def test_a_row_says_what_the_record_says(finder, data):
    finder.filter(source="cia-factbook-2022-08-04", whose="PRK", counted="active personnel")
    (row,) = finder.list.content["rows"]
    known = record.record(data, ARMY)
    assert row["amount"].lower().startswith(known.amount.words())
    assert row["subject"] == known.subject
    assert row["notes"] == str(len(known.notes))
    assert (row["kind"], row["status"], row["as_of"]) == ("estimated", "Estimated", "2021")


def test_a_denial_has_the_sign_that_it_has_in_charts(finder):
    finder.filter(status=["denied"])
    assert {row["kind"] for row in finder.list.content["rows"]} == {"denied"}
    finder.filter(status=["claimed"])
    assert {row["kind"] for row in finder.list.content["rows"]} == {"said"}


def test_a_page_past_the_end_is_the_last_one(finder):
    ask(finder, "page", page=10_000)
    content = finder.list.content
    assert content["page"] == content["pages"] - 1
    assert content["rows"]
    ask(finder, "page", page=-5)
    assert finder.list.content["page"] == 0


def test_a_filter_begins_on_the_first_page(finder):
    ask(finder, "page", page=3)
    tick(finder, "whose", ["North Korea"])
    assert finder.list.content["page"] == 0


# --- what is chosen ----------------------------------------------------------------------------


def test_one_figure_shows_its_record(finder, data):
    ask(finder, "choose", figure=ARMY, chosen=True)
    known = record.record(data, ARMY)
    assert finder.sheet.content == of_record(known)
    for words in (known.figure["definition"], known.source["url"], *(n.long for n in known.notes)):
        assert words in said(finder.sheet)
    (link,) = [one for one in finder.sheet.content["blocks"] if one["kind"] == "link"]
    assert link["address"] == known.source["url"]
    assert finder.list.content["status"].endswith("; 1 selected")


def test_a_way_to_us_is_told(finder, data):
    finder.select(CLAIM)
    for hop in record.record(data, CLAIM).chain:
        assert hop.speaker in said(finder.sheet)


def test_two_figures_show_what_may_be_said_of_them(finder, data):
    for figure in (CLAIM, ARMY):
        ask(finder, "choose", figure=figure, chosen=True)
    found = compare.compare(data, CLAIM, ARMY)
    assert finder.sheet.content == of_comparison(found)
    for words in (found.sentence, found.judgement, *(note.long for note in found.notes)):
        assert words in said(finder.sheet)
    ask(finder, "swap")
    assert finder.comparison.sentence == compare.compare(data, ARMY, CLAIM).sentence
    assert finder.comparison.sentence in said(finder.sheet)


def test_what_is_chosen_stays_under_another_filter(finder):
    ask(finder, "choose", figure=ARMY, chosen=True)
    finder.filter(whose="Kenya")
    assert [one["figure"] for one in finder.list.content["chosen"]] == [ARMY]
    assert finder.record.figure["figure_id"] == ARMY


def test_a_box_that_is_unticked_takes_its_record_away(finder):
    ask(finder, "choose", figure=ARMY, chosen=True)
    ask(finder, "choose", figure=ARMY, chosen=False)
    assert finder.record is None
    assert said(finder.sheet).strip() == HINT


def test_an_unknown_figure_changes_nothing(finder):
    finder.select(ARMY)
    with pytest.raises(ValueError, match=f'Did you mean "{ARMY}'):
        finder.select(ARMY[:-1])
    assert list(finder.chosen["figure_id"]) == [ARMY]


def test_all_that_fit_are_chosen_unless_they_are_too_many(finder):
    assert finder.list.content["choose_all"] == ""
    ask(finder, "choose_all")
    assert len(finder.chosen) == 0
    finder.filter(whose="PRK", counted="reserve personnel")
    assert finder.list.content["choose_all"] == f"Select all {len(finder.figures)}"
    ask(finder, "choose_all")
    assert list(finder.chosen["figure_id"]) == list(finder.figures["figure_id"])
    ask(finder, "choose_none")
    assert len(finder.chosen) == 0


# --- charts ------------------------------------------------------------------------------------


def offered(finder):
    return [form for _, form in finder.forms["form"].entries[1:]] if [*finder.forms] else []


def test_one_figure_is_no_chart(finder):
    finder.select(ARMY)
    assert offered(finder) == []
    with pytest.raises(LookupError, match="Choose two figures or more first"):
        finder.draw("ladder")


def test_every_form_that_is_offered_draws_what_is_chosen(finder):
    finder.filter(whose="PRK", counted="active personnel", since=2020)
    ask(finder, "choose_all")
    assert {"spread", "history", "timeline"} <= set(offered(finder))
    for form in offered(finder):
        pick(finder.forms, "form", form)
        assert finder.chart.form == form
        assert set(finder.chart.rows["figure_id"]) & set(finder.chosen["figure_id"])


def test_what_is_not_offered_says_why(finder):
    finder.select(CLAIM, ARMY)
    assert "spread" not in offered(finder)
    assert "Spread: These figures count two things" in said(finder.refused)
    with pytest.raises(LookupError, match="These figures count two things"):
        finder.draw("spread")
    with pytest.raises(ValueError, match='No chart form is named "pie"'):
        finder.draw("pie")


def test_figures_of_one_measure_and_source_are_ranked(finder, data):
    rows = figures.select(
        figures.figures(data), source="cia-factbook-2022", category="active", whole=True
    )
    finder.select(*rows["figure_id"][:4])
    finder.draw("rank")
    assert set(finder.chart.rows["figure_id"]) == set(rows["figure_id"][:4])


def test_a_rank_that_would_draw_other_figures_is_refused(finder, data):
    every = figures.select(figures.figures(data), source="wb-ms-mil-totl-p1", country="PRK")
    finder.select(*every["figure_id"][:3])
    assert "rank" not in offered(finder)
    assert "Rank: It draws the latest figure of each name" in said(finder.refused)


def test_the_chart_is_never_of_another_choice(finder):
    finder.filter(whose="PRK", counted="active personnel", since=2023)
    ask(finder, "choose_all")
    finder.draw("spread")
    first = finder.chosen["figure_id"][0]
    ask(finder, "choose", figure=first, chosen=False)
    assert set(finder.chart.rows["figure_id"]) == set(finder.chosen["figure_id"])
    ask(finder, "choose", figure=CLAIM, chosen=True)  # of another thing: no spread of these
    assert finder.chart is None
    assert finder.view.content["picture"] == ""
    ask(finder, "choose", figure=CLAIM, chosen=False)
    assert set(finder.chart.rows["figure_id"]) == set(finder.chosen["figure_id"])
    ask(finder, "choose_none")
    assert finder.chart is None


def test_ticks_of_several_threads_are_all_kept(finder):
    finder.filter(whose="PRK", counted="active personnel", since=2024)
    some = list(finder.figures["figure_id"])[:4]
    together = Barrier(len(some))

    def tick(figure):
        together.wait(20)
        ask(finder, "choose", figure=figure, chosen=True)

    threads = [Thread(target=tick, args=[figure]) for figure in some]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert set(finder.chosen["figure_id"]) == set(some)
    assert [one["figure"] for one in finder.list.content["chosen"]] == list(
        finder.chosen["figure_id"]
    )


def test_a_chart_that_is_gone_is_not_exported(finder, tmp_path):
    finder.select(ARMY, CLAIM)
    finder.draw("scale")
    finder.select(ARMY)
    asyncio.run(finder.exporting.export())
    assert finder.exporting.files.status.startswith("There is no chart to export")
    assert not (tmp_path / "exports").exists()


# --- code --------------------------------------------------------------------------------------


def test_the_lines_of_code_give_the_same(finder, data):
    names = {"data": data, "hc": hc}
    finder.filter(
        table="military_personnel", whose=["PRK", "RUS"],
        counted=["active personnel", "reserve personnel"],
        status="estimated", since=2020, until=2022, text="factbook",
    )  # fmt: skip
    again = eval(finder.list.content["code"], names)
    assert list(again["figure_id"]) == list(finder.figures["figure_id"])
    assert len(again) > 1
    finder.select(ARMY)
    assert eval(finder.sheet.content["code"], names).text() == finder.record.text()
    finder.select(CLAIM, ARMY)
    assert eval(finder.sheet.content["code"], names).text() == finder.comparison.text()
    finder.draw("scale")
    again = eval(finder.view.content["code"], names)
    assert again.sentence == finder.view.content["sentence"]


def test_no_filter_is_a_line_too(finder, data):
    assert finder.list.content["code"] == "hc.search(data)"
    assert len(listing.find(data)) == len(finder.figures)


# --- other packages ----------------------------------------------------------------------------


def test_it_finds_beds(beds):
    finder = find(package.read(beds.path), whose="nor")
    assert [row["subject"] for row in finder.list.content["rows"]] == [
        "North: all beds", "North: staffed beds", "North: licensed beds",
    ]  # fmt: skip
    tick(finder, "counted", ["staffed beds"])
    assert len(finder.figures) == 1
    ask(finder, "clear")
    ask(finder, "choose_all")
    assert offered(finder)


def test_a_package_without_figures_is_said(wards):
    with pytest.raises(LookupError, match="holds no figures"):
        find(package.read(wards.path))


def test_markup_is_carried_as_it_is_written(beds):
    beds.edit("regions.csv", "North", "<img src=x>")
    finder = find(package.read(beds.path))
    assert finder.list.content["rows"][0]["subject"].startswith("<img src=x>")
    assert "<img src=x> (3)" in dict(finder.checklists["whose"].options)


@pytest.mark.parametrize("address", ["", "javascript:alert(1)"])
def test_an_address_that_is_no_web_page_is_no_link(data, address):
    known = record.record(data, ARMY)
    sheet = of_record(replace(known, source=known.source | {"url": address}))
    assert not [one for one in sheet["blocks"] if one["kind"] == "link"]


def test_counts_of_years_keep_open_ends_out(data):
    years = [year for _, year, _ in search.find(data, {}).offered["since"]]
    assert max(years) < 2100


def test_an_output_says_where_data_lie_that_are_not_our_own(finder, tmp_path):
    theirs = find(story.new(tmp_path / "copy", with_data=True), exports=tmp_path)
    for one in (finder, theirs):
        one.filter(whose="North Korea", counted="reserve personnel", since=2020)
        one.select(*one.figures["figure_id"])
        one.draw("spread")
    live, copied = (one._repr_mimebundle_()[CHART_MIME] for one in (finder, theirs))
    assert set(live) == {"choice", "live"}
    assert copied == live | {"data": str(tmp_path / "copy")}
