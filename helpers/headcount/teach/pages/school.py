"""Lessons for a school's system: a whole one as SCORM 1.2, its questions as QTI 2.1.

Both are specifications of other bodies: `ADL <https://adlnet.gov/projects/scorm/>`_ and
`1EdTech <https://www.imsglobal.org/question/>`_.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

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
    titles = [_element("title", page.title) for _ in range(2)]
    item = _element("item", titles[0], identifier="page", identifierref="file")
    organization = _element("organization", titles[1], item, identifier="lesson")
    asked = {"identifier": "file", "type": "webcontent", "href": "lesson.html"}
    asked["adlcp:scormtype"] = "sco"
    resource = _element("resource", _element("file", href="lesson.html"), **asked)
    manifest = _manifest(
        *(page, _CP_1_1_2, "1.2", "ADL SCORM"),
        _element("organizations", organization, default="lesson"),
        _element("resources", resource),
    )
    manifest.set("xmlns:adlcp", _ADL)
    return _zip({"imsmanifest.xml": _xml(manifest), "lesson.html": page.html.encode()})


def qti(page: Page) -> bytes:
    """Return a lesson's questions as a QTI 2.1 package, with what they rest on.

    It holds the answers, so it is the teacher's. A sentence is not scored: a reader must look.
    Charts to mend are left out: no such item lets a picture follow ticks.
    """
    files: dict[str, bytes] = {}
    listed = []
    for question, evident in evidence(page):
        if not isinstance(question, Choice | Number | Sentence):
            continue
        name, shown, pictures = f"{question.key}.xml", [], []
        for at, one in enumerate(evident):
            if isinstance(one, str):
                shown.append(_element("pre", one))
                continue
            pictures.append(f"{question.key}-{at}.svg")
            shown.append(_element("p", _element("img", src=pictures[-1], alt=one.alt)))
            svg = to_svg(one.drawing(WIDTHS["wide"]), label=one.alt, named=False)
            files[pictures[-1]] = svg.encode()
        files[name] = _xml(_item(question, shown))
        held = [_element("file", href=file) for file in (name, *pictures)]
        about = {"identifier": question.key, "type": "imsqti_item_xmlv2p1", "href": name}
        listed.append(_element("resource", *held, **about))
    parts = _element("organizations"), _element("resources", *listed)
    manifest = _manifest(page, _CP_1_1, "1.0.0", "QTIv2.1 Package", *parts)
    return _zip({"imsmanifest.xml": _xml(manifest)} | files)


def _element(name: str, *inside: Element | str, **said: str) -> Element:
    """Return an element with its attributes, and the texts and elements in it."""
    made = Element(name, said)
    for one in inside:
        if isinstance(one, Element):
            made.append(one)
        elif len(made):
            made[-1].tail = one
        else:
            made.text = one
    return made


def _manifest(page: Page, namespace: str, version: str, schema: str, *parts: Element) -> Element:
    about = _element("schema", schema), _element("schemaversion", version)
    named = {"identifier": page.lesson.name, "xmlns": namespace}
    return _element("manifest", _element("metadata", *about), *parts, **named)


def _item(question: Question, shown: list[Element]) -> Element:
    """Return a question as an item: what it rests on, what is asked, how it is checked."""
    kind = {Choice: "identifier", Number: "float", Sentence: "string"}[type(question)]
    right = []
    if kind != "string":
        given = question.value(question.given) if isinstance(question, Number) else question.given
        right.append(_element("correctResponse", _element("value", str(given))))
    single = {"cardinality": "single"}
    declared = [
        _element("responseDeclaration", *right, **single, identifier="RESPONSE", baseType=kind),
        _element("outcomeDeclaration", **single, identifier="SCORE", baseType="float"),
        _element("outcomeDeclaration", **single, identifier="FEEDBACK", baseType="identifier"),
    ]
    checked = [_checked(question)] if isinstance(question, Choice | Number) else []
    feedback = {"outcomeIdentifier": "FEEDBACK"}
    told = [
        _element("modalFeedback", _element("p", text), **feedback, identifier=name, showHide="show")
        for name, text in _told(question)
    ]
    about = {"xmlns": _QTI, "xmlns:xsi": _XSI, "identifier": question.key}
    about |= {"title": question.prompt, "adaptive": "false", "timeDependent": "false"}
    body = _element("itemBody", *shown, *_asked(question))
    return _element("assessmentItem", *declared, body, *checked, *told, **about)


def _asked(question: Question) -> list[Element]:
    """Return the question as it stands in an item's body."""
    answer, prompt = {"responseIdentifier": "RESPONSE"}, _element("prompt", question.prompt)
    if isinstance(question, Choice):
        options = (
            _element("simpleChoice", text, identifier=letter)
            for letter, text in question.options.items()
        )
        one = {"shuffle": "false", "maxChoices": "1"}
        return [_element("choiceInteraction", prompt, *options, **answer, **one)]
    if isinstance(question, Number):
        box = _element("textEntryInteraction", **answer)
        return [_element("p", f"{question.prompt} ", box, f" {question.unit}")]
    start = getattr(question, "start", "")
    return [_element("p", start), _element("extendedTextInteraction", prompt, **answer)]


def _checked(question: Choice | Number) -> Element:
    same = [_element(name, identifier="RESPONSE") for name in ("variable", "correct")]
    scored = _set("SCORE", "float", "1")
    if isinstance(question, Choice):
        right = _element("responseIf", _element("match", *same), scored)
        response = _element("variable", identifier="RESPONSE")
        told = _element("setOutcomeValue", response, identifier="FEEDBACK")
        return _element("responseProcessing", _element("responseCondition", right), told)
    within = f"{question.within:g}"
    equal = _element("equal", *same, toleranceMode="absolute", tolerance=f"{within} {within}")
    right = _element("responseIf", equal, scored, _set("FEEDBACK", "identifier", "right"))
    wrong = _element("responseElse", _set("FEEDBACK", "identifier", "other"))
    return _element("responseProcessing", _element("responseCondition", right, wrong))


def _set(outcome: str, kind: str, value: str) -> Element:
    base = _element("baseValue", value, baseType=kind)
    return _element("setOutcomeValue", base, identifier=outcome)


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
