"""Files from outside are read in one place; what is read elsewhere comes from the program, for the reason given."""

from __future__ import annotations

import re

from conftest import REAL_ROOT

PACKAGE = REAL_ROOT / "scripts" / "explainer"
READS = re.compile(r"\.read_text\(|\.read_bytes\(|\bopen\(")
READ_ELSEWHERE = {
    "core/read_files.py": "the door itself",
    "built/site.py": "what the build has just written; decoded by the door",
    "publish/assets.py": "the files in the folder that is being built",
    "publish/style_sheets.py": "the style sheets in the folder that is being built",
    "publish/preview/server.py": "the pages that were just drawn, and the parts of the bar, from this package",
    "publish/releases.py": "releases that were just made, for a digest",
    "publish/compare_builds.py": "two builds, compared byte by byte",
    "pages/addresses.py": "whether a page has a block; the page itself comes through the door",
    "cli/drafting_commands.py": "where a problem stands in a draft that was read already",
    "core/write_files.py": "a file as it is, to be put back; the journal",
    "core/held_lock.py": "the lock",
    "core/child_process.py": "how much memory the process has",
    "gates/judge_in_a_copy.py": "a file of the copy",
    "gates/clean_before.py": "digests that the program wrote, and its own files for a digest",
    "gates/page_weight.py": "the files of a built site, for their sizes",
    "gates/text_files.py": "every file as bytes, searched for names and article text",
    "cli/rule_pages.py": "the examples of the tests",
    "render/icons.py": "an icon, from its package",
    "core/texts/__init__.py": "the texts of the package",
    "new_project/program.py": "the version in a folder of this program",
    "drafting/fetch.py": "an address, with bounds of its own",
    "downloads/teaching/docx.py": "a document that was just made",
    "downloads/drawings.py": "a style of the package",
    "downloads/ebook/epub.py": "a style of the package",
    "downloads/print/pdf.py": "a style of the package",
    "downloads/cut_typefaces.py": "a typeface, from its package",
    "downloads/print/pdf_accessibility.py": "a PDF that was just made",
    "downloads/print/pdf_languages.py": "a PDF that was just made",
    "downloads/read_back.py": "a download that was just made",
    "downloads/offline/site_copies.py": "a site and an archive that were just made",
    "built/download_manifest.py": "the list that the program wrote, and bytes for a digest",
}


def test_files_are_read_through_the_door() -> None:
    readers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if READS.search(path.read_text(encoding="utf-8"))
    }
    assert readers == set(READ_ELSEWHERE)
