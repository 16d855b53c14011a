"""The catalogue of all downloads. They are made one by one; if one fails, it is reported and the others are made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from explainer.built.download_manifest import FILE, Entry, Manifest, current_manifest, manifest_text, state_of
from explainer.core.child_process import in_child_process
from explainer.core.held_lock import Busy, held_lock
from explainer.core.problems import SYSTEM, Place, Problem, Refused, refuse
from explainer.core.project import Project
from explainer.downloads.book import Book
from explainer.downloads.checks import Checks
from explainer.downloads.data.annotations import annotation_page
from explainer.downloads.data.bibliography import biblatex, csl_json, ris
from explainer.downloads.data.data_package import data_package
from explainer.downloads.data.workbook import workbook
from explainer.downloads.download import Download, said
from explainer.downloads.ebook.epub import epub
from explainer.downloads.offline.site_copies import FOLDER, HALF_MADE, site_zip, zim
from explainer.downloads.print.documents import Volume, handbook, topic_sheet, volumes
from explainer.downloads.print.pdf import printed
from explainer.downloads.teaching.lesson_files import for_teachers

Tell = Callable[[str], None]


def shelf(book: Book) -> list[Download]:
    """Return every download, in the order in which the page of downloads lists them."""
    about = partial(said, book.texts)
    topics = [
        Download(
            f"topic-{key}",
            "read",
            f"topic-{key}.pdf",
            f"{topic.title}: {topic.question}",
            book.texts["use-topic"],
            partial(_topic, key),
            partial(_topic_document, key),
        )
        for key, topic in book.edition.evidence.topics.items()
        if topic.page in book.by_path
    ]
    return [
        *(_printed_volume(book.texts, volume) for volume in volumes(book)),
        *topics,
        Download("epub", "read", "handbook.epub", *about("epub"), epub),
        Download("zip", "carry", f"{FOLDER}.zip", *about("zip"), site_zip, holds_others=True),
        Download("zim", "carry", f"{FOLDER}.zim", *about("zim"), zim, holds_others=True),
        Download("data", "data", "data.zip", *about("data"), data_package),
        Download("workbook", "data", "evidence.xlsx", *about("workbook"), workbook),
        Download("csl", "data", "sources.json", *about("csl"), csl_json),
        Download("biblatex", "data", "sources.bib", *about("biblatex"), biblatex),
        Download("ris", "data", "sources.ris", *about("ris"), ris),
        Download("annotations", "data", "quotations.jsonld", *about("annotations"), annotation_page),
        *for_teachers(book),
    ]


def _printed_volume(texts: Mapping[str, str], volume: Volume) -> Download:
    """Return the printed book, or one of its volumes."""
    which = f"-{volume.number}" if volume.of > 1 else ""
    title, whole = said(texts, "pdf")
    use = volume.span(texts) if volume.of > 1 else whole
    pages = frozenset(chapter.path for chapter in volume.chapters)
    compose = partial(_volume_document, volume)
    make = partial(_volume, volume)
    name, file = f"pdf{which}", f"handbook{which}.pdf"
    return Download(name, "read", file, title, use, make, compose, pages=pages)


def _volume_document(volume: Volume, book: Book) -> str:
    return handbook(book, volume)


def _volume(volume: Volume, book: Book) -> bytes:
    return printed(book, handbook(book, volume), "handbook")


def _topic_document(key: str, book: Book) -> str:
    return topic_sheet(book, book.edition.evidence.topics[key])


def _topic(key: str, book: Book) -> bytes:
    return printed(book, _topic_document(key, book), key)


def make_all(book: Book, tell: Tell) -> tuple[list[Entry], list[Problem]]:
    """Make every download, and put those that pass their checks in place as one set; return them, and the problems.

    If none passes, the set that is in place stays.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    checks = Checks(book)
    with _alone(book.edition.project) as workplace, _folder(workplace) as folder:
        offered = shelf(book)
        for download in sorted(offered, key=lambda each: each.holds_others):
            tell(download.title)
            with _reported(download.name, problems):
                entries.append(_make(book, checks, download, folder))
        names = [download.name for download in offered]
        entries.sort(key=lambda entry: names.index(entry.name))
        if entries:
            with _reported(FILE, problems):
                _write_list(book, tuple(entries), folder)
                _swap(folder, book.edition.project.downloads, workplace)
    return entries, problems


def make_one(book: Book, name: str) -> tuple[list[Entry], list[Problem]]:
    """Make one download and put it beside those in place; return its entry, or none and the problems."""
    download = next(each for each in shelf(book) if each.name == name)
    target = book.edition.project.downloads
    problems: list[Problem] = []
    with _alone(book.edition.project) as workplace, _folder(workplace) as folder, _reported(name, problems):
        target.mkdir(exist_ok=True)
        entry = _make(book, Checks(book), download, folder)
        before = current_manifest(book.edition.project)
        kept = {each.name: each for each in before.entries} if before and before.edition == book.label else {}
        kept[name] = entry
        ordered = tuple(kept[each.name] for each in shelf(book) if each.name in kept)
        _write_list(book, ordered, folder)
        for file in (download.file, FILE):
            (folder / file).replace(target / file)
        return [entry], problems
    return [], problems


def _make(book: Book, checks: Checks, download: Download, folder: Path) -> Entry:
    """Make and write a download; in a child process if the book has volumes, whose memory would add up."""
    work = partial(_checked, book, checks, download)
    content = in_child_process(work) if len(volumes(book)) > 1 else work()
    book.made[download.name] = content
    _write(folder / download.file, content)
    return download.entry(content)


def _checked(book: Book, checks: Checks, download: Download) -> bytes:
    content = download.make(book)
    problems = checks.problems(download, content)
    if problems:
        raise Refused(problems)
    return content


def _write_list(book: Book, entries: tuple[Entry, ...], folder: Path) -> None:
    _write(folder / FILE, manifest_text(Manifest(book.label, state_of(book.edition.project), entries)).encode())


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
        path.chmod(0o644)
    except OSError:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def _reported(name: str, problems: list[Problem]) -> Iterator[None]:
    """Turn every failure into a problem, so that the other downloads are still made."""
    place = Place(f"build/downloads/{name}")
    try:
        yield
    except Refused as refused:
        problems += [
            replace(problem, place=place) if not problem.place.line else problem for problem in refused.problems
        ]
    except OSError as error:
        sentence = f"The download cannot be written: {error.strerror or error}."
        problems.append(Problem(place, SYSTEM, sentence, "Free some space, or make the folder build/ writable."))
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        problems.append(
            Problem(place, SYSTEM, f"The download cannot be made: {what}.", "The other downloads are not affected.")
        )


@contextmanager
def _alone(project: Project) -> Iterator[Path]:
    """Hold the folder that downloads are made in, after clearing away what runs that were killed left there."""
    workplace = project.root / "build"
    for folder in (workplace, project.writing):
        folder.mkdir(exist_ok=True)
    try:
        with held_lock(project.writing / "downloads"):
            for path in workplace.iterdir():
                if path.name.startswith(HALF_MADE):
                    shutil.rmtree(path)
            yield workplace
    except Busy as busy:
        hint = "Wait for it to end, then try again."
        raise refuse(SYSTEM, workplace.name, f"Downloads are being made by another command: {busy}.", hint) from busy


@contextmanager
def _folder(workplace: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=HALF_MADE, dir=workplace))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(folder: Path, target: Path, workplace: Path) -> None:
    folder.chmod(0o755)
    old = Path(tempfile.mkdtemp(prefix=HALF_MADE, dir=workplace))
    try:
        if target.exists():
            target.rename(old / "downloads")
        folder.rename(target)
    finally:
        shutil.rmtree(old, ignore_errors=True)
