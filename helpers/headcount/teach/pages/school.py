"""Lessons for a school's system: a whole one as SCORM 1.2, its questions as QTI 2.1.

Both are specifications of other bodies: `ADL <https://adlnet.gov/projects/scorm/>`_ and
`1EdTech <https://www.imsglobal.org/question/>`_.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from headcount.render.svg import to_svg
from headcount.teach.lesson.kinds import Choice, Number, Sentence
from headcount.teach.lesson.question import Question
from headcount.teach.pages.page import WIDTHS, Page, evidence

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_CP_1_1_2 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_CP_1_1 = "http://www.imsglobal.org/xsd/imscp_v1p1"
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same lesson gives the same bytes


def scorm(page: Page) -> bytes:
    """Return a lesson as a SCORM 1.2 package, which keeps answers and points in a school's system.

    1. It holds one page, the one that `make classroom` writes, and its manifest.
    2. The page tells the system how many questions are right, of how many, and when all are; it
       takes the student's name from there, and what was answered comes back on another device.
    """
    manifest = _manifest(page, _CP_1_1_2, "1.2", "ADL SCORM")
    manifest.set("xmlns:adlcp", _ADL)
    organizations = SubElement(manifest, "organizations", default="lesson")
    organization = SubElement(organizations, "organization", identifier="lesson")
    SubElement(organization, "title").text = page.title
    item = SubElement(organization, "item", identifier="page", identifierref="file")
    SubElement(item, "title").text = page.title
    resources = SubElement(manifest, "resources")
    asked = {"identifier": "file", "type": "webcontent", "href": "lesson.html"}
    resource = SubElement(resources, "resource", asked | {"adlcp:scormtype": "sco"})
    SubElement(resource, "file", href="lesson.html")
    return _zip({"imsmanifest.xml": _xml(manifest), "lesson.html": page.html.encode()})


def qti(page: Page) -> bytes:
    """Return a lesson's questions as a QTI 2.1 package, with what they rest on.

    It holds the answers, so it is the teacher's. A sentence is not scored: a reader must look.
    Charts to mend are left out: no such item lets a picture follow ticks.
    """
    manifest = _manifest(page, _CP_1_1, "1.0.0", "QTIv2.1 Package")
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    files: dict[str, bytes] = {}
    for question, shown in evidence(page):
        if not isinstance(question, Choice | Number | Sentence):
            continue
        name = f"{question.key}.xml"
        listed = SubElement(
            resources, "resource", identifier=question.key, type="imsqti_item_xmlv2p1", href=name
        )
        SubElement(listed, "file", href=name)
        item, body = _item(question)
        for at, one in enumerate(shown):
            if isinstance(one, str):
                SubElement(body, "pre").text = one
                continue
            picture = f"{question.key}-{at}.svg"
            SubElement(SubElement(body, "p"), "img", src=picture, alt=one.alt)
            svg = to_svg(one.drawing(WIDTHS["wide"]), label=one.alt, named=False)
            files[picture] = svg.encode()
            SubElement(listed, "file", href=picture)
        _ask(question, item, body)
        files[name] = _xml(item)
    return _zip({"imsmanifest.xml": _xml(manifest)} | files)


def _manifest(page: Page, namespace: str, version: str, schema: str) -> Element:
    named = {"identifier": page.lesson.name, "xmlns": namespace}
    manifest = Element("manifest", named)
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = schema
    SubElement(metadata, "schemaversion").text = version
    return manifest


def _item(question: Question) -> tuple[Element, Element]:
    """Begin an item; return it with its body."""
    kind = {Choice: "identifier", Number: "float", Sentence: "string"}[type(question)]
    item = Element(
        "assessmentItem",
        {
            "xmlns": _QTI,
            "xmlns:xsi": _XSI,
            "identifier": question.key,
            "title": question.prompt,
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    single = {"cardinality": "single"}
    response = SubElement(
        item, "responseDeclaration", single | {"identifier": "RESPONSE", "baseType": kind}
    )
    if kind != "string":
        right = question.value(question.given) if isinstance(question, Number) else question.given
        SubElement(SubElement(response, "correctResponse"), "value").text = str(right)
    score = single | {"identifier": "SCORE", "baseType": "float"}
    SubElement(item, "outcomeDeclaration", score)
    told = single | {"identifier": "FEEDBACK", "baseType": "identifier"}
    SubElement(item, "outcomeDeclaration", told)
    return item, SubElement(item, "itemBody")


def _ask(question: Question, item: Element, body: Element) -> None:
    """Put the question into an item's body, and how it is checked and answered behind it."""
    if isinstance(question, Choice):
        asked = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": "1"}
        choice = SubElement(body, "choiceInteraction", asked)
        SubElement(choice, "prompt").text = question.prompt
        for letter, text in question.options.items():
            SubElement(choice, "simpleChoice", identifier=letter).text = text
    elif isinstance(question, Number):
        line = SubElement(body, "p")
        line.text = f"{question.prompt} "
        box = SubElement(line, "textEntryInteraction", responseIdentifier="RESPONSE")
        box.tail = f" {question.unit}"
    elif isinstance(question, Sentence):
        SubElement(body, "p").text = question.start
        box = SubElement(body, "extendedTextInteraction", responseIdentifier="RESPONSE")
        SubElement(box, "prompt").text = question.prompt
    if isinstance(question, Choice | Number):
        _check(question, SubElement(item, "responseProcessing"))
    for name, text in _told(question):
        shown = {"outcomeIdentifier": "FEEDBACK", "identifier": name, "showHide": "show"}
        SubElement(SubElement(item, "modalFeedback", shown), "p").text = text


def _check(question: Choice | Number, processing: Element) -> None:
    branches = SubElement(processing, "responseCondition")
    right = SubElement(branches, "responseIf")
    if isinstance(question, Choice):
        same = SubElement(right, "match")
    else:
        within = f"{question.within:g}"
        tolerance = {"toleranceMode": "absolute", "tolerance": f"{within} {within}"}
        same = SubElement(right, "equal", tolerance)
    SubElement(same, "variable", identifier="RESPONSE")
    SubElement(same, "correct", identifier="RESPONSE")
    _set(right, "SCORE", "float", "1")
    if isinstance(question, Choice):
        told = SubElement(processing, "setOutcomeValue", identifier="FEEDBACK")
        SubElement(told, "variable", identifier="RESPONSE")
    else:
        _set(right, "FEEDBACK", "identifier", "right")
        _set(SubElement(branches, "responseElse"), "FEEDBACK", "identifier", "other")


def _set(where: Element, outcome: str, kind: str, value: str) -> None:
    SubElement(
        SubElement(where, "setOutcomeValue", identifier=outcome), "baseValue", baseType=kind
    ).text = value


def _told(question: Question) -> Iterator[tuple[str, str]]:
    """Give what is said to each answer."""
    if isinstance(question, Choice):
        for letter in question.options:
            yield letter, question.judge(letter).lines[0][1]
    elif isinstance(question, Number):
        yield "right", question.judge(question.given).lines[0][1]
        yield "other", str(question.checking()["other"])[1:]


def _xml(root: Element) -> bytes:
    ElementTree.indent(root)
    whole: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
