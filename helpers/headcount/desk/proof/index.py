"""The record as a draft may speak of it: by whom, of what, where, when and in which words.

Everything here comes from the package: labels of its closed lists, names and other names, cells of
free words, speakers and their roles; and from the plain English of `words.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from headcount.caveats.facts import Facts, facts
from headcount.desk.proof.language import Lexicon, Tokens, lexicon, one_list, pattern, words
from headcount.figures.dates import Span, parse
from headcount.figures.names import by_name, every, leading, running, short
from headcount.figures.package import Package, cached
from headcount.figures.phrase import about, head, own_columns
from headcount.figures.places import demonyms, seats
from headcount.figures.provenance import Hop, chains, sources, voices
from headcount.figures.quantity import Quantity
from headcount.figures.table import Row, records

Things = dict[str, frozenset[str]]
"""What is counted, by facet: ``who``, ``measure``, ``event``, ``unit``."""

_SMALL = (
    "a an and at by for from in of on or out the to under with who whom all people persons person"
    " figures number numbers other others not no kind every each as its their than abroad"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_PERSON = re.compile(r"[A-Z][\w'’-]+(?: [a-z]{2,3})?(?: [A-Z][\w'’-]+){1,3}$")
_HEAD = re.compile(r"(?:president|prime minister|leader|premier|chancellor|king)\b(?! and)")
_BODY = re.compile(
    r"\b(?:of|the|and|News|Times|Post|Agency|Ministry|Institute|Council|Service|Press|Daily)\b"
)
_GENERIC = re.compile(
    r" (?:region|oblast|province|special economic zone|economic zone|group)$", re.IGNORECASE
)
_UNIT = r"(day|night|week|month)"
_IN_ONE = re.compile(
    rf"\b(?:in|within|over|during|inside) (?:just |only |barely |under |less than )?(?:an?|one|1|a single|the (?:last|past|space of an?|span of an?|course of an?)) {_UNIT}\b"
    rf"|\b(?:the )?(?:last|past) {_UNIT} alone\b|\b(?:each|every|per) {_UNIT}\b",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\bsince (?:the )?(?:\w+ ){0,3}(?:entered|began|begun|started|start|beginning|outbreak|invasion|onset)\b|\b(?:in|over|throughout|during) the (?:whole|entire) (?:war|campaign|conflict|deployment|period)\b|\bin the war\b",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r".*(?:\b(?:the|its|their|a|an|our)|['’]s?)\s")
_BODIES = frozenset(words()["bodies"]["words"])
_EVERYWHERE = {"media", "ministry", "leader", "army", "lawmaker"}  # every country has one
_CONFLICT = re.compile(r"\b(?:conflict with|war with|supports|close to|opposed to|against)\b.*")


@dataclass(frozen=True)
class Candidate:
    """One figure, as a draft may speak of it.

    Parameters
    ----------
    row, amount
        The figure.
    whom
        Keys of those whom it is about.
    where
        Keys of all other names in its own columns: a destination, a theater.
    things
        What it counts.
    speakers
        Keys of those who gave or passed on the figure, its publisher among them.
    voices
        Keys of the places that its speakers stand for.
    classes
        What kinds of speakers they are.
    origin
        Keys of the places that the first of them stand for who are no outlets.
    as_of, reported
        What it is true of, and when it was said.
    is_flow
        Whether it was added up over a time.
    voice
        Whom a reader is told that it is from.
    """

    row: Row
    amount: Quantity
    whom: frozenset[str]
    where: frozenset[str]
    things: Things
    speakers: frozenset[str]
    voices: frozenset[str]
    classes: frozenset[str]
    origin: frozenset[str]
    as_of: Span
    reported: Span | None
    is_flow: bool
    voice: str

    @cached_property
    def id(self) -> str:
        """Its `figure_id`."""
        return str(self.row["figure_id"])

    @cached_property
    def kind(self) -> frozenset[tuple[str, frozenset[str]]]:
        """Its things, as a key."""
        return frozenset(self.things.items())

    @cached_property
    def is_ahead(self) -> bool:
        """Whether it is, in the first words of its definition, of what may come."""
        first = re.split(r"[.;,:]", str(self.row["definition"]), maxsplit=1)[0]
        return any(True for _ in one_list("ahead").find(Tokens(first)))

    @cached_property
    def modes(self) -> frozenset[str]:
        """What was done, by the verbs of its definition."""
        tokens = Tokens(f"{self.row['definition']} {self.row.get('what', '')}")
        return frozenset(name for hit in lexicon("verbs").find(tokens) for name in hit.names)

    @cached_property
    def span(self) -> str:
        """The time that it was counted over, where its definition says so."""
        return span_of(re.split(r"[.;]", str(self.row["definition"]), maxsplit=1)[0])

    @cached_property
    def is_back(self) -> bool:
        """Whether it is of those who came home."""
        said = re.split(r"[.;,:]", str(self.row["definition"]), maxsplit=1)[0]
        tokens = Tokens(f"{self.row.get('what', '')}; {self.row.get('measure', '')}; {said}")
        return any("returned" in hit.names for hit in lexicon("verbs").find(tokens))

    @cached_property
    def called(self) -> frozenset[str]:
        """The words of its speakers' names: "the service" may be any of them that is one."""
        return frozenset(content(" ".join(self.speakers)))

    def is_described(self, by: Speaker) -> bool:
        """Whether somebody is called by what a speaker's name says: "its statistics office"."""
        telling = by.described - _BODIES or by.described
        return bool(telling) and telling <= self.called

    def is_like(self, other: Candidate) -> bool:
        """Whether it may be set beside another: as much of a claim, and no total beside a count."""
        return self.status == other.status and self.is_flow == other.is_flow

    def is_known_by(self, day: date) -> bool:
        """Whether it had been said by a day."""
        return (self.reported or self.as_of).earliest <= day

    @property
    def status(self) -> str:
        """How its origin knows it."""
        return str(self.row["status"])


class Index:
    """All that a package says, by the words that a draft has for it."""

    def __init__(self, package: Package) -> None:
        self.package = package

    @cached_property
    def places(self) -> Lexicon:
        """Names of those whom figures are about, and of all countries, with what is made of them."""
        phrases: dict[str, list[str]] = {}

        def add(phrase: str, key: str) -> None:
            if phrase and key not in phrases.setdefault(phrase, []):
                phrases[phrase].append(key)

        continents = {f"continent:{key}": said for key, said in words()["continents"].items()}
        for code, called in (*demonyms().items(), *continents.items()):
            for name in called:
                add(name, code)
        own: dict[str, list[str]] = {}
        for key, names in self._own_names().items():
            for name in dict.fromkeys(names):
                own.setdefault(name, []).append(key)
                if name.endswith(("an", "ese", "i")) and name[:1].isupper():
                    own.setdefault(f"{name}s", []).append(key)
                for people in _peoples(name):
                    own.setdefault(people, []).append(key)
        return Lexicon(phrases | own)

    @cached_property
    def governments(self) -> Lexicon:
        """Names that stand for a state where somebody speaks: its seat, and who heads it."""
        phrases = {name.removeprefix("The "): [code] for code, name in seats().items()}
        return Lexicon(phrases | {name: sorted(keys) for name, keys in self.heads.items()})

    @cached_property
    def seats(self) -> frozenset[str]:
        """The names of capitals."""
        return frozenset(name.removeprefix("The ").split(",")[0] for name in seats().values())

    @cached_property
    def heads(self) -> dict[str, frozenset[str]]:
        """By what those are called who head a state, the state; of a name, either end alone."""
        found: dict[str, frozenset[str]] = {}
        for hop in {hop for hops in chains(self.package).values() for hop in hops}:
            places = self._speaker(hop.speaker, hop.role).places
            name = hop.speaker.split()
            if _HEAD.match(hop.role) and len(places) == 1 and 2 <= len(name) <= 3:
                found |= {form: places for form in (hop.speaker, name[0], name[-1]) if form[2:]}
        return found

    @cached_property
    def persons(self) -> frozenset[str]:
        """What those speakers are called who are persons: he and she stand for no agency."""
        every = {hop for hops in chains(self.package).values() for hop in hops if hop.named}
        return frozenset(
            key for hop in every if is_person(hop.speaker, hop.role)
            for key in (*self._speaker(hop.speaker, hop.role).keys, hop.speaker)
        )  # fmt: skip

    def _own_names(self) -> dict[str, list[str]]:
        """Return the words for each name that the package's own columns hold."""
        found: dict[str, list[str]] = {}
        countries = {name: code for code, names in demonyms().items() for name in names}
        for names in every(self.package):
            rows = {
                str(row[_code(self.package, names.table)]): row
                for row in self.package.tables[names.table]
            }
            for code, forms in names.known.items():
                also = str(rows[code].get("also") or "").split(";")
                said = [*forms.values(), *(word.strip() for word in also)]
                said = [word.removeprefix("the ") for word in said if word]
                key = countries.get(forms["name"]) or next(
                    (countries[w] for w in said if w in countries), f"{names.table}:{code}"
                )
                found.setdefault(key, []).extend(said)
                if forms["in_text"].startswith("the ") and " " not in forms["name"]:
                    found[key].append(forms["in_text"])
        known = {word for said in found.values() for word in said} | set(countries)
        for name in dict.fromkeys(self._named_in_cells()):
            if name in known:
                continue
            plain = _GENERIC.sub("", name)
            short = by_name(self.package).get(name, {}).get("short", name)
            said = [name, short, *([plain] if plain not in known else [])]
            found[f"name:{name.casefold()}"] = list(dict.fromkeys(said))
            known.add(name)
        return found

    def _named_in_cells(self) -> Iterator[str]:
        """Give the names in the package's own columns of free words."""
        for table in self.package.figure_tables:
            for column in set(self._free_columns(table)) - set(self._counting(table)):
                cells = dict.fromkeys(row[column] for row in self.package.tables[table])
                said = (self.package.label((table, column), cell) for cell in cells if cell)
                for part in (part for text in said for part in re.split(r", | and |; ", text)):
                    name = re.sub(r"^(?:the|mainly|mostly) ", "", part).strip()
                    if name[:1].isupper() and len(name) > 2:  # IT is a line of work
                        yield name

    def _free_columns(self, table: str) -> list[str]:
        """Return a table's own columns of free words that may hold names."""
        closed = {
            field["name"]
            for field in self.package.fields(table)
            if field.get("categories") or field.get("constraints", {}).get("enum")
        }
        closed -= {about(self.package, table)}
        return [
            name
            for name in own_columns(self.package, table)
            if name not in closed and name not in leading(self.package).get(table, {})
        ]

    @cached_property
    def things(self) -> Lexicon:
        """The thesaurus, and the words of the package's own lists that it does not have."""
        phrases: dict[str, list[str]] = {}
        for name, said in words()["things"].items():
            for phrase in said["words"]:
                phrases.setdefault(phrase, []).append(name)
        known = Lexicon(phrases)
        for word in self._own_things:
            if word in phrases:
                continue
            also = [name for hit in known.find(Tokens(word)) for name in hit.names]
            stem = _stem(word)
            for form in {word, stem, _plural(stem), f"{stem}er", f"{stem}ers", *_tenses(word)}:
                phrases.setdefault(form, []).extend((*also, f"own:{_stem(word)}"))
        return Lexicon(phrases)

    @cached_property
    def facets(self) -> dict[str, str]:
        """By thing, what it is about."""
        found = {name: str(said.get("facet", "who")) for name, said in words()["things"].items()}
        for word, facet in self._own_things.items():
            found.setdefault(f"own:{_stem(word)}", facet)
        return found

    @cached_property
    def wider(self) -> dict[str, str]:
        """By thing, the wider one that it is a kind of."""
        return {
            name: str(said["under"]) for name, said in words()["things"].items() if "under" in said
        }

    @cached_property
    def _own_things(self) -> dict[str, str]:
        """Words of closed lists, kinds and units, and what each is about."""
        found: dict[str, str] = {}
        known = lexicon("things")
        for table in self.package.figure_tables:
            found = dict.fromkeys(self._words_of_cells(table, known), "what") | found
            for word, facet in self._words_of_labels(table, known):
                found.setdefault(word, facet)
            kind = str(self.package.resource(table).get("kind", ""))
            for word in () if self._found_in(known, kind) else content(kind):
                found.setdefault(word, "unit")
        return found

    def _words_of_cells(self, table: str, known: Lexicon) -> Iterator[str]:
        """Give the words of the column that says what is counted, without names of places."""
        cells = {
            (str(row[name] or ""), row["unit"])
            for name in self._counting(table) for row in self.package.tables[table]
        }  # fmt: skip
        for cell, unit in sorted(cells):
            for hit in reversed(list(self.places.find(Tokens(cell)))):
                cell = cell[: hit.start] + cell[hit.end :]
            # people are called by many words; of things each has its own
            unit_words = self._found_in(known, self.package.label((table, "unit"), unit))
            is_common = "people" in unit_words or bool(self._found_in(known, cell))
            for word in re.findall(r"[^\W\d_]{3,}", cell):
                is_own = word[0].isupper() or not is_common
                if (
                    is_own
                    and word.casefold() not in _SMALL_WORDS
                    and not self._found_in(known, word)
                ):
                    yield word.casefold()

    def _words_of_labels(self, table: str, known: Lexicon) -> Iterator[tuple[str, str]]:
        """Give the words of a table's closed lists; those that all of a list share are its unit."""
        own = {*own_columns(self.package, table), "unit"} - {about(self.package, table)}
        for column in (one for one in self.package.fields(table) if one["name"] in own):
            labels = [str(one.get("label") or one["value"]) for one in column.get("categories", ())]
            parts = [set(content(label)) for label in labels]
            shared = set.intersection(*parts) if len(parts) > 1 else set()
            facet = "unit" if column["name"] == "unit" else "measure"
            for label, part in zip(labels, parts, strict=True):
                of_all = {word for word in part if self._found_in(known, word)}
                is_known = bool(of_all and part - shared and self._found_in(known, label))
                for word in of_all if is_known else part:
                    yield word, "unit" if word in shared else facet

    @staticmethod
    def _found_in(known: Lexicon, text: str) -> set[str]:
        return {name for hit in known.find(Tokens(text)) for name in hit.names}

    @cached_property
    def held(self) -> list[Candidate]:
        """Every figure of the package."""
        ways, known = chains(self.package), sources(self.package)
        return [
            self._held(row, ways.get(row["figure_id"], []), known[row["source_id"]])
            for row in records(self.package)
        ]

    def _held(self, row: Row, hops: list[Hop], source: dict[str, str]) -> Candidate:
        whom, where = self._named(row)
        keys: set[str] = set()
        spots: set[str] = set()
        classes: set[str] = set()
        names = [(hop.speaker, hop.role) for hop in hops] + [(source["publisher"], "")]
        for name, role in names:
            one = self._speaker(name, role)
            keys |= one.keys | self._mentioned(role) | self._mentioned(name)
            spots |= one.places
            classes |= one.classes
        keys |= self._speaker(source["short_title"], "").keys
        origin = frozenset(
            place for name, role in names[:-1]
            if not (one := self._speaker(name, role)).classes & {"media"} or one.classes & {"official"}
            for place in one.places
        )  # fmt: skip
        reported = parse(row["reported"]) if row["reported"] else None
        return Candidate(
            row, Quantity.of(row), whom, where, self._things_of(row),
            frozenset(keys), frozenset(spots), frozenset(classes), origin, parse(row["as_of"]), reported,
            self.facts.flow(row) == "flow",
            running(self.package, short(self.package, voices(self.package)[row["figure_id"]])),
        )  # fmt: skip

    @cached_property
    def facts(self) -> Facts:
        """What the package says about its figures."""
        return facts(self.package)

    def _named(self, row: Row) -> tuple[frozenset[str], frozenset[str]]:
        table = row["table"]
        subject = about(self.package, table)
        whom: set[str] = set()
        where: set[str] = set()
        for column in own_columns(self.package, table):
            cell = str(row[column] or "")
            if not cell:
                continue
            if column in self._counting(table):
                where.update(self._keys(cell))
                continue
            names = leading(self.package).get(table, {}).get(column)
            label = self.package.label((table, column), cell)
            text = names.known.get(cell, {}).get("name", cell) if names else label
            keys = self._keys(text)
            if column == subject and keys and not any(one.isupper() for one in keys):
                keys |= frozenset(list(self._countries_in(text))[:1])
            (whom if column == subject else where).update(keys)
            where.update(self._countries_in(text))  # South Vietnam was in what is Vietnam
        return frozenset(whom), frozenset(where - whom)

    def _keys(self, text: str) -> frozenset[str]:
        if text not in self._kept:
            self._kept[text] = frozenset(
                key for hit in self.places.find(Tokens(text)) for key in hit.names
            )
        return self._kept[text]

    @cached_property
    def _kept(self) -> dict[str, frozenset[str]]:
        return {}

    def _countries_in(self, text: str) -> Iterator[str]:
        """Give the countries in a name: Nepalis in the service of another country."""
        yield from (name for hit in self._countries.find(Tokens(text)) for name in hit.names)

    @cached_property
    def _countries(self) -> Lexicon:
        return Lexicon({name: [code] for code, names in demonyms().items() for name in names})

    def _things_of(self, row: Row) -> Things:
        """Return what a row counts: its unit, and the words of its own columns that count."""
        table, texts = row["table"], []
        for column in own_columns(self.package, table):
            if column in leading(self.package).get(table, {}) or column == "answers":
                continue
            if (
                (table, column) in self._labeled
                or column == "what"
                or column in self._counting(table)
            ):
                texts.append(
                    self.package.label((table, column), row[column]) if row[column] else ""
                )
        texts.append(self.package.label((table, "unit"), row["unit"]))
        if not any(self._found(text) for text in texts):
            texts.append(str(self.package.resource(table).get("kind", "")))
        if not any(self._found(text) for text in texts):
            texts.append(str(self.package.resource(table).get("title", "")))
        found: dict[str, set[str]] = {}
        for name in (name for text in texts for name in self._found(text)):
            found.setdefault(self.facets.get(name, "who"), set()).add(name)
        return {facet: frozenset(names) for facet, names in found.items()}

    @cached_property
    def _labeled(self) -> set[tuple[str, str]]:
        return {
            (table, one["name"])
            for table in self.package.figure_tables
            for one in self.package.fields(table)
            if one.get("categories")
        }

    def _counting(self, table: str) -> list[str]:
        """Return the column that a table's phrase opens with: what is counted."""
        return list(filter(None, [head(self.package, table)]))

    def _found(self, text: str) -> tuple[str, ...]:
        if text not in self._kept_things:
            hits = self.things.find(Tokens(text)) if text else ()
            self._kept_things[text] = tuple(name for hit in hits for name in hit.names)
        return self._kept_things[text]

    @cached_property
    def _kept_things(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _is_place(self, text: str) -> bool:
        """Whether a text is the name of a place and nothing else."""
        return any(
            hit.start == 0 and hit.end == len(text) for hit in self.places.find(Tokens(text))
        )

    def _without_place(self, name: str) -> Iterator[str]:
        """Give what a body is called where it is at home: Arland Forest Service, the Forest Service."""
        place = next(self.places.find(Tokens(name)), None)
        if place and place.start == 0 and len(name[place.end :].split()) > 1:
            bare = name[place.end :].removeprefix("'s").strip()
            if all(word[0].isupper() for word in bare.split()):
                yield bare

    def _speaker(self, name: str, role: str) -> Speaker:
        key = (name, role)
        if key not in self._kept_speakers:
            said = _CONFLICT.sub("", role)
            places = self._keys(name) or self._keys(said)
            tokens = Tokens(f"{name}, {role}")
            classes = frozenset(one for hit in lexicon("classes").find(tokens) for one in hit.names)
            is_office = any(True for _ in one_list("offices").find(Tokens(role)))
            is_person = bool(role) and (is_office or "media" not in classes)  # a press secretary
            is_person &= not any(hit.start == 0 for hit in self.places.find(Tokens(name)))
            keys = frozenset(_aliases(name, is_person=is_person))
            forms = by_name(self.package).get(name, {})
            keys |= {
                form.removeprefix("the ")
                for form in (forms.get("short"), forms.get("in_text"))
                if form
            }
            keys |= (
                frozenset(self._without_place(name)) if not classes & _EVERYWHERE else frozenset()
            )
            keys = frozenset(one for one in keys if not self._is_place(one))
            self._kept_speakers[key] = Speaker(keys, places, classes)
        return self._kept_speakers[key]

    def _mentioned(self, role: str) -> frozenset[str]:
        """Return the speakers that a role names: spokesman of a ministry that speaks elsewhere."""
        if role not in self._kept_roles:
            hits = self._speakers_by_name.find(Tokens(_CONFLICT.sub("", role)))
            self._kept_roles[role] = frozenset(key for hit in hits for key in hit.names)
        return self._kept_roles[role]

    @cached_property
    def _kept_roles(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _speakers_by_name(self) -> Lexicon:
        """By the full name of each speaker who is no outlet, all that it goes by."""
        names: dict[str, list[str]] = {}
        shorts = {forms["short"] for forms in by_name(self.package).values()}
        for hops in chains(self.package).values():
            for hop in hops:
                one = self._speaker(hop.speaker, hop.role)
                if hop.named and "media" not in one.classes and " " in hop.speaker:
                    for alias in one.keys:
                        if " " in alias or alias in shorts:
                            names[alias] = sorted(one.keys)
        return Lexicon(names)

    @cached_property
    def stands_for(self) -> dict[str, Speaker]:
        """By what a speaker is called, the places and kinds that it stands for."""
        found: dict[str, Speaker] = {}
        for hops in chains(self.package).values():
            for hop in hops:
                one = self._speaker(hop.speaker, hop.role)
                for key in one.keys:
                    found[key] = one
        return found

    @cached_property
    def _kept_speakers(self) -> dict[tuple[str, str], Speaker]:
        return {}

    @cached_property
    def speakers(self) -> Lexicon:
        """Every name that a speaker or publisher goes by; each stands for itself."""
        aliases = {alias for one in self.held for alias in one.speakers}
        aliases |= set(by_name(self.package)) & aliases
        return Lexicon({alias: [alias] for alias in aliases})

    @cached_property
    def inside(self) -> dict[str, frozenset[str]]:
        """By name of a part of a country, the countries that figures place it in."""
        found: dict[str, set[str]] = {}
        for one in self.held:
            countries = {key for key in one.where if key.isupper()}
            for key in one.where - countries:
                found.setdefault(key, set()).update(countries)
        return {key: frozenset(countries) for key, countries in found.items()}

    @cached_property
    def elsewhere(self) -> dict[tuple[str, frozenset[str]], frozenset[str]]:
        """By table and whom, every place that such figures are about."""
        found: dict[tuple[str, frozenset[str]], set[str]] = {}
        for one in self.held:
            found.setdefault((one.row["table"], one.whom), set()).update(one.where)
        return {key: frozenset(where) for key, where in found.items()}

    @cached_property
    def measured(self) -> dict[str, frozenset[str]]:
        """By figure, a package's own words for what it measures."""
        found = {}
        for one in self.held:
            table, column = one.row["table"], self.facts.measure[one.row["table"]]
            value = str(one.row[column]) if column else ""
            said = f"{self.package.label((table, column), value)}; {value}" if column else ""
            found[one.id] = frozenset(it for it in self._found(said) if it.startswith("own:"))
        return found

    @cached_property
    def measures(self) -> dict[tuple[object, ...], set[frozenset[str]]]:
        """By table, whom and unit, what is measured of them."""
        found: dict[tuple[object, ...], set[frozenset[str]]] = defaultdict(set)
        for one in self.held:
            found[one.row["table"], one.whom, one.row["unit"]].add(self.measured[one.id])
        return found

    def is_of_all(self, held: Candidate, facet: str) -> bool:
        """Whether figures that are else alike have all the same in a facet: no draft need say it."""
        return (held.id, facet) in self._alike_in

    @cached_property
    def _alike_in(self) -> set[tuple[str, str]]:
        """Return the figures and facets of which those that count else the same have all the same."""
        found: dict[tuple[object, ...], set[frozenset[str]]] = defaultdict(set)
        every = [
            (one, facet, self._but_for(one, facet))
            for one in self.held
            for facet in ("unit", "event")
        ]
        for one, facet, key in every:
            found[key].add(one.things.get(facet, frozenset()))
        return {(one.id, facet) for one, facet, key in every if len(found[key]) == 1}

    @staticmethod
    def _but_for(one: Candidate, facet: str) -> tuple[object, ...]:
        rest = ("event", "measure") if facet == "unit" else ()
        return one.row["table"], facet, *(one.things.get(other) for other in rest)

    def parts(self, held: Candidate) -> dict[str, dict[str, re.Pattern[str]]]:
        """By each column that parts a whole, the parts in its table and the words for them."""
        return self._parts[held.row["table"]]

    @cached_property
    def _parts(self) -> dict[str, dict[str, dict[str, re.Pattern[str]]]]:
        return {
            table: {
                column: {
                    part: _words_for(self.package.label((table, column), part))
                    for part in {str(row[column] or whole) for row in self.package.tables[table]} - {whole}
                }
                for column, whole in cuts.items() if whole
            }
            for table, cuts in self.facts.cuts.items()
        }  # fmt: skip

    @cached_property
    def parted(self) -> dict[tuple[object, ...], set[str]]:
        """By table, whom and column, the parts for which there are figures."""
        found: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for one in self.held:
            for column in self.parts(one):
                found[one.row["table"], one.whom, column].add(str(one.row[column]))
        return found

    @cached_property
    def telling(self) -> dict[str, frozenset[str]]:
        """By voice, the words of its names that are in no other's: the Factbook is the CIA's."""
        called: dict[str, set[str]] = defaultdict(set)
        for one in self.held:
            called[one.voice] |= one.called
        many = Counter(word for said in called.values() for word in said)
        own = {
            word
            for word, count in many.items()
            if count == 1 and not (self._found(word) or self._keys(word.title()))
        }
        return {voice: frozenset(said & own) for voice, said in called.items()}

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Keys of all whom figures are about."""
        return frozenset(key for one in self.held for key in one.whom)

    def at(self, places: Iterable[str]) -> Iterator[Candidate]:
        """Give the figures about somebody, each once; those about nobody, of where they are."""
        found = {held.id: held for place in places for held in self._by_place.get(place, ())}
        yield from found.values()

    @cached_property
    def by_voice(self) -> dict[tuple[object, ...], list[Candidate]]:
        """By table, whom, what and voice, the figures of it."""
        found: dict[tuple[object, ...], list[Candidate]] = {}
        for one in self.held:
            found.setdefault((one.row["table"], one.whom, one.kind, one.voice), []).append(one)
        return found

    @cached_property
    def _by_place(self) -> dict[str, list[Candidate]]:
        found: dict[str, list[Candidate]] = {}
        for one in self.held:
            for place in one.whom or one.where:
                found.setdefault(place, []).append(one)
        return found

    @cached_property
    def denials(self) -> list[Candidate]:
        """Every denial, the first to be made first: others repeat it."""
        found = [one for one in self.held if one.status == "denied"]
        return sorted(found, key=lambda one: (one.reported or one.as_of).earliest)

    @cached_property
    def alike(self) -> dict[tuple[object, ...], list[Candidate]]:
        """By table, whom, where and what, the figures of it."""
        found: dict[tuple[object, ...], list[Candidate]] = {}
        for one in self.held:
            key = (one.row["table"], one.whom, one.where, one.kind)
            found.setdefault(key, []).append(one)
        return found

    def beside(self, held: Candidate) -> list[Candidate]:
        """Return the figures of the very thing and time that have another number."""
        if held.id not in self._beside:
            self._beside[held.id] = [
                one for one in self.alike[held.row["table"], held.whom, held.where, held.kind]
                if one.as_of.text == held.as_of.text and one.amount.stated != held.amount.stated
            ]  # fmt: skip
        return self._beside[held.id]

    @cached_property
    def _beside(self) -> dict[str, list[Candidate]]:
        return {}

    @cached_property
    def rivals(self) -> dict[tuple[str, int], list[Candidate]]:
        """What others give for the same, once it was looked up: by figure and days."""
        return {}

    def told(self, held: Candidate) -> frozenset[str]:
        """Return the keys of the places that a figure's definition names."""
        return self._keys(str(held.row["definition"]))

    def also(self, held: Candidate) -> frozenset[str]:
        """Return the things that a figure's definition speaks of."""
        return frozenset(self._found(str(held.row["definition"])))

    @cached_property
    def is_whole(self) -> bool:
        """Whether all its figures are whole numbers: of people and things, no rates."""
        return all(one.amount.stated % 1 == 0 for one in self.held)

    @cached_property
    def percent(self) -> frozenset[str]:
        """What the unit of its figures in percent is called; nothing where it has none."""
        found = (one for one in self.held if one.row["unit"] in ("percent", "%"))
        return frozenset(name for one in found for name in one.things.get("unit", ()))

    @cached_property
    def _sorted(self) -> list[tuple[float, int]]:
        return sorted(
            (number, at)
            for at, one in enumerate(self.held)
            for number in {one.amount.low, one.amount.value, one.amount.high}
            if number is not None
        )

    def near(self, low: float, high: float) -> Iterator[Candidate]:
        """Give the figures that state a number between two, each once."""
        first = bisect_left(self._sorted, (low, -1))
        last = bisect_right(self._sorted, (high, len(self.held)))
        for at in dict.fromkeys(at for _, at in self._sorted[first:last]):
            yield self.held[at]


@dataclass(frozen=True)
class Speaker:
    """Who says something: names, places that they stand for, kinds."""

    keys: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    text: str = field(default="", compare=False)
    is_place: bool = field(default=False, compare=False)
    is_meant: bool = field(default=False, compare=False)

    @cached_property
    def described(self) -> frozenset[str]:
        """The words that say who it is, in small letters."""
        return frozenset(content(_DESCRIBED.sub("", self.text)))

    @property
    def is_state(self) -> bool:
        """Whether a state speaks: by its name or its seat alone, or by one of its bodies."""
        is_named = self.is_place and not self.classes
        return bool(self.places) and (is_named or "official" in self.classes)

    @property
    def is_somebody(self) -> bool:
        """Whether anything is known of who it is."""
        return bool(self.keys or self.places or self.classes)


def span_of(text: str) -> str:
    """Return the time that something was counted over, by the words of a text.

    Examples
    --------
    >>> span_of("more than 1,000 in a single week"), span_of("since the war began"), span_of("by May")
    ('week', 'whole', '')
    """
    if match := _IN_ONE.search(text):
        return (match[1] or match[2] or match[3]).casefold()
    return "whole" if _IN_ALL.search(text) else ""


@cached
def index(package: Package) -> Index:
    """Return the index of a package."""
    return Index(package)


def _code(package: Package, table: str) -> str:
    """Return the column of a table of names that codes lead to."""
    for names in leading(package).values():
        for one in names.values():
            if one.table == table:
                for row in package.tables[table]:
                    for column, cell in row.items():
                        if str(cell) in one.known and column not in ("name", "in_text", "short"):
                            return column
    return "name"


def content(text: str) -> list[str]:
    """Return the words of a text that tell something, in small letters."""
    return [
        word for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in _SMALL_WORDS
    ]


def _words_for(part: str) -> re.Pattern[str]:
    """Return what finds a part of a whole in a text: by its own words, or children by an age."""
    said = [f"{_stem(word)}*" for word in content(part)]
    said += words()["young"]["words"] if re.match(r"under \d", part) else []
    return re.compile(rf"\b(?:{pattern(said)})", re.IGNORECASE)


def _peoples(name: str) -> Iterator[str]:
    """Give what the people of a region are called: Chechnya, Chechens; Siberia, Siberians."""
    if re.fullmatch(r"[A-Z][a-z]+land", name):
        yield from (f"{name}er", f"{name}ers")
    if match := re.fullmatch(r"([A-Z][a-z]{3,}?)(?:(ny)a|(i)a|()y)", name):
        end = "en" if match[2] else "ian"
        yield from (f"{match[1]}{end}", f"{match[1]}{end}s")


def _tenses(word: str) -> Iterator[str]:
    """Give the other tenses of a verb: deployed, deploys; released, releases."""
    if word.endswith("ed"):
        yield from (word[:-2], f"{word[:-2]}s", f"{word[:-1]}s", f"{word[:-2]}ing")


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _plural(word: str) -> str:
    return word if word.endswith("s") else f"{word}s"


def is_person(name: str, role: str) -> bool:
    """Whether a name with a role is a person's."""
    return bool(role) and _is_a_persons(re.split(r", | \(", name)[0])


def _is_a_persons(name: str) -> bool:
    return bool(_PERSON.match(name)) and not _BODY.search(name)


def _aliases(name: str, *, is_person: bool) -> Iterable[str]:
    """Return what a speaker or publisher is called: in full, shorter, by letters, by surname."""
    plain = re.sub(r"\s*\([^)]*\)", "", name).removeprefix("The ").removeprefix("the ").strip()
    head = re.split(r", |; | \d{4}", plain)[0].strip()
    if not re.search(r"[A-Z]", head):
        return
    yield head
    bare = re.sub(r"^[A-Z]{2} (?=[A-Z])", "", head)
    if " " in bare:
        yield bare
    short = (
        head.split(" of ")[0]
        if re.search(r"(?:Service|Staff|Agency|Institute|Bureau|Ministry)\b", head.split(" of ")[0])
        else head
    )
    capitals = "".join(
        word[0] for word in re.sub(r"^[A-Z]{2} ", "", short).split() if word[0].isupper()
    )
    if len(capitals) >= 3 and len(short.split()) >= 3:
        yield capitals
    if short != head and len(short.split()) > 2:
        yield short
    if is_person and _is_a_persons(head):
        last = head.split()[-1]
        if len(last) >= 4 and not list(lexicon("classes").find(Tokens(last))) and last != "Staff":
            yield last


__all__ = ["Candidate", "Index", "Speaker", "index"]
