"""What each file of a graphic carries: the fields that newsroom systems show, and the receipt."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from headcount.charts.chart import Graphic
from headcount.figures import provenance
from headcount.publish.export.receipt import in_one_line, receipt
from headcount.publish.export.table import figures_used
from headcount.publish.export.words import caveats, long_description, maker, package_title
from headcount.publish.metadata import Cargo, Fields, html


def cargo(graphic: Graphic) -> Cargo:
    """Return what a picture or a PDF of the graphic carries."""
    fields = Fields(
        title=graphic.name,
        headline=graphic.headline,
        description=f"{graphic.sentence} {graphic.source_line}.",
        alt=graphic.alt,
        extended=long_description(graphic),
        author=maker(graphic),
        credit=graphic.credit_line,
        source=graphic.source_line.partition(": ")[2],
        instructions=caveats(graphic),
        identifier=graphic.record,
    )
    return Cargo(fields, in_one_line(receipt(graphic)))


def in_page(page: str, graphic: Graphic) -> str:
    """Put into a page what it carries of the graphic: JSON-LD and the receipt."""
    return html.put(page, data=json_ld(graphic), receipt=in_one_line(receipt(graphic)))


def json_ld(graphic: Graphic) -> dict[str, Any]:
    """Describe the plotted rows as a `Dataset` of schema.org, for search engines and libraries."""
    known = provenance.sources(graphic.package)
    about = graphic.package.descriptor
    licences = [one["path"] for one in about.get("licenses", []) if one.get("path")]
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": graphic.headline,
        "description": f"{graphic.sentence} {caveats(graphic)}".strip(),
        "identifier": graphic.record,
        "creator": {"@type": "Organization", "name": maker(graphic)},
        "creditText": graphic.credit_line,
        "isBasedOn": [_work(known[one["source_id"]]) for one in graphic.contents["sources"]],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": package_title(graphic)},
        "variableMeasured": list(dict.fromkeys(row["unit"] for row in figures_used(graphic))),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": f"{graphic.name}-data.csv",
        },
    }
    return made | ({"license": licences[0]} if licences else {})


def _work(source: provenance.Source) -> dict[str, Any]:
    work = {
        "@type": "CreativeWork",
        "name": source["title"],
        "publisher": {"@type": "Organization", "name": source["publisher"]},
        "datePublished": source["published"],
        "url": source["url"] if urlsplit(source["url"]).scheme in ("http", "https") else "",
    }
    return {name: value for name, value in work.items() if value}
