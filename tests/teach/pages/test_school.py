"""A lesson in a school's system: what it is told, and what it gives back."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from headcount.teach import pages
from headcount.teach.pages.page import Page, taken
from playwright.sync_api import expect

from tests.serving import serving

from .test_pages import choose, form, progress, write

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
SYSTEM = """<!doctype html><title>School</title><script>
  const held = JSON.parse(localStorage.getItem("held") ?? "{}");
  held["cmi.core.student_name"] = "Adams, Ada";
  window.calls = [];
  window.API = {
    LMSInitialize: () => calls.push("begin") && "true",
    LMSGetValue: (name) => held[name] ?? "",
    LMSSetValue: (name, value) => { held[name] = value; return "true"; },
    LMSCommit: () => { localStorage.setItem("held", JSON.stringify(held)); return "true"; },
    LMSFinish: () => calls.push("end") && "true",
  };
</script><iframe src="lesson.html" width="400" height="800"></iframe>"""


@pytest.fixture(scope="module")
def small(first) -> Page:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("headcount.teach.lesson.seal.ROUNDS", 20)
        yield taken(first.with_name("01-first.ipynb"))


def unpacked(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_scorm_package_lists_what_it_holds(small):
    files = unpacked(pages.scorm(small))
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    (resource,) = manifest.iter("{http://www.imsproject.org/xsd/imscp_rootv1p1p2}resource")
    assert resource.get("href") == "lesson.html"
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    assert set(files) == {"imsmanifest.xml", "lesson.html"}
    assert b"Where is he named?" not in files["lesson.html"]
    assert pages.scorm(small) == pages.scorm(small)


@pytest.mark.browser
def test_a_school_is_told_the_points_and_gives_the_answers_back(small, browser):
    lesson = unpacked(pages.scorm(small))["lesson.html"].decode()
    with serving({"index.html": SYSTEM, "lesson.html": lesson}) as address:
        page = browser.new_page()
        page.goto(f"{address}index.html")
        inside = page.frame_locator("iframe")
        expect(inside.get_by_label("Your name")).to_have_value("Adams, Ada")
        expect(choose(inside, "who", "A minister")).to_contain_text("Not yet.")
        expect(choose(inside, "who", "Nobody")).to_contain_text("Right.")
        expect(write(inside, "many", "500")).to_contain_text("Right.")
        held = page.evaluate("held")
        assert held["cmi.core.score.raw"] == "2"
        assert held["cmi.core.score.max"] == "4"
        assert held["cmi.core.lesson_status"] == "incomplete"
        page.frames[1].evaluate("localStorage.removeItem('headcount/first/adams, ada')")
        page.reload()
        expect(progress(inside)).to_have_text("2 of 4 right")
        expect(form(inside, "who").get_by_label("Nobody")).to_be_checked()
        assert page.evaluate("calls") == ["begin"]
        page.close()


def test_qti_items_have_prompt_choices_answer_and_what_is_said(small):
    files = unpacked(pages.qti(small))
    who, many = (ElementTree.fromstring(files[f"{key}.xml"]) for key in ("who", "many"))
    assert who.findtext(f".//{QTI}correctResponse/{QTI}value") == "b"
    options = [one.text for one in who.iter(f"{QTI}simpleChoice")]
    assert options == ["A minister", "Nobody", "A paper"]
    assert who.findtext(f".//{QTI}pre") == "A <b>minister</b> & he"
    feedback = who.iter(f"{QTI}modalFeedback")
    told = {one.get("identifier"): one.findtext(f"{QTI}p") for one in feedback}
    assert told == {"a": "Where is he named?", "b": "Nobody is named.", "c": "Who told the paper?"}
    assert many.findtext(f".//{QTI}correctResponse/{QTI}value") == "500"
    assert many.find(f".//{QTI}equal").get("tolerance") == "20 20"
    assert "smooth.xml" not in files  # no item lets a picture follow ticks
    said = ElementTree.fromstring(files["said.xml"])
    assert said.find(f".//{QTI}responseProcessing") is None  # a reader must look
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    told = [one.text for one in manifest.iter() if "schema" in one.tag]
    assert told == ["QTIv2.1 Package", "1.0.0"]  # as the specification's own packages have it
    listed = {one.get("href") for one in manifest.iter() if one.tag.endswith("}file")}
    assert listed | {"imsmanifest.xml"} == set(files)
