"""What each file of a chart carries: the fields that newsroom systems show, and the receipt."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from headcount.charts.chart import Chart
from headcount.figures import provenance
from headcount.publish.export.receipt import in_one_line, receipt
from headcount.publish.export.table import figures_used
from headcount.publish.export.words import caveats, long_description, maker, package_title
from headcount.publish.metadata import Fields, Payload, html


def payload(chart: Chart) -> Payload:
    """Return what a picture or a PDF of the chart carries."""
    fields = Fields(
        title=chart.name,
        headline=chart.headline,
        description=f"{chart.sentence} {chart.source_line}.",
        alt=chart.alt,
        extended=long_description(chart),
        author=maker(chart),
        credit=chart.credit_line,
        source=chart.source_line.partition(": ")[2],
        instructions=caveats(chart),
        identifier=chart.record,
    )
    return Payload(fields, in_one_line(receipt(chart)))


def in_page(page: str, chart: Chart) -> str:
    """Put into a page what it carries of the chart: JSON-LD and the receipt."""
    return html.put(page, data=json_ld(chart), receipt=in_one_line(receipt(chart)))


def json_ld(chart: Chart) -> dict[str, Any]:
    """Describe the plotted rows as a `Dataset` of schema.org, for search engines and libraries."""
    known = provenance.sources(chart.package)
    about = chart.package.descriptor
    licences = [one["path"] for one in about.get("licenses", []) if one.get("path")]
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": chart.headline,
        "description": f"{chart.sentence} {caveats(chart)}".strip(),
        "identifier": chart.record,
        "creator": {"@type": "Organization", "name": maker(chart)},
        "creditText": chart.credit_line,
        "isBasedOn": [_work(known[one["source_id"]]) for one in chart.contents["sources"]],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": package_title(chart)},
        "variableMeasured": list(dict.fromkeys(row["unit"] for row in figures_used(chart))),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": f"{chart.name}-data.csv",
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
