"""The layout of DOCX handouts: paper, margins, page numbers, typeface, boxes, and lines to write on.

Pandoc writes plain documents without any of these; they are put into its files here.
"""

from __future__ import annotations

import re
from html import escape

TYPEFACE = "Arial"
"""A typeface that every word processor has, or has one of the same widths for."""
_HALF_POINTS, _CLOSE = 20, '<w:spacing w:after="80" w:before="60" />'
"""The size of the type and the room around paragraphs with which handouts take no more paper than in PDF."""
_A4 = (
    '<w:pgSz w:w="11906" w:h="16838" /><w:pgMar w:top="1247" w:right="1134" w:bottom="1247" w:left="1134" '
    'w:header="567" w:footer="680" w:gutter="0" />'
)
_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_PAGE = "".join(
    f'<w:r><w:rPr><w:sz w:val="18" /><w:szCs w:val="18" /></w:rPr>{part}</w:r>'
    for part in ('<w:fldChar w:fldCharType="begin" />', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                 '<w:fldChar w:fldCharType="end" />')
)  # fmt: skip
_FOOT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr {words}><w:p><w:pPr><w:tabs>'
    '<w:tab w:val="right" w:pos="9638" /></w:tabs></w:pPr><w:r><w:rPr><w:sz w:val="18" /><w:szCs w:val="18" /></w:rPr>'
    '<w:t xml:space="preserve">{said}</w:t></w:r><w:r><w:tab /></w:r>{page}</w:p></w:ftr>'
)
_THEME_FONTS = re.compile(r"<w:rFonts[^>]{1,300}/>")
_FONTS = f'<w:rFonts w:ascii="{TYPEFACE}" w:hAnsi="{TYPEFACE}" w:eastAsia="{TYPEFACE}" w:cs="{TYPEFACE}" />'
_BREAK = re.compile(r'(w:styleId="Heading1".{1,400}?<w:pPr>)', re.DOTALL)
_OWN_STYLE = re.compile(r'<w:style [^>]{0,80}w:styleId="(?:Sheet|SheetWords|Line)".{1,400}?</w:style>', re.DOTALL)
_PARAGRAPH = re.compile(r"(<w:p>.*?</w:p>)", re.DOTALL)
_IN_A_BOX = re.compile(r'<w:pStyle w:val="Sheet(?:Words)?" ?/>')
_SIDES = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="17592F" />' for side in
                 ("top", "left", "bottom", "right"))  # fmt: skip
_STYLES = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Sheet"><w:name w:val="Sheet" />'
    f'<w:basedOn w:val="BodyText" /><w:pPr><w:keepLines /><w:pBdr>{_SIDES}</w:pBdr>'
    '<w:spacing w:before="0" w:after="0" /><w:ind w:left="170" w:right="170" /></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="SheetWords"><w:name w:val="Sheet Words" />'
    '<w:basedOn w:val="Sheet" /><w:rPr><w:b /><w:bCs /><w:sz w:val="30" /><w:szCs w:val="30" /></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Line"><w:name w:val="Line" />'
    '<w:basedOn w:val="Normal" /><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="0" w:color="5A5249" />'
    '<w:between w:val="single" w:sz="4" w:space="0" w:color="5A5249" /></w:pBdr>'
    '<w:spacing w:before="0" w:after="0" w:line="454" w:lineRule="exact" /></w:pPr></w:style>'
)


def laid_out(entries: dict[str, bytes], said: str) -> dict[str, bytes]:
    """Return the files of a DOCX with the layout, and with `said` and the page's number at the foot of each page."""
    made = dict(entries)
    made["word/styles.xml"] = _styled(entries["word/styles.xml"].decode()).encode()
    document = re.sub(
        r"<w:sectPr\b.*?</w:sectPr>|<w:sectPr ?/>",
        f'<w:sectPr><w:footerReference w:type="default" r:id="rIdFoot" xmlns:r="{_RELATION}" />{_A4}</w:sectPr>',
        entries["word/document.xml"].decode(),
        flags=re.DOTALL,
    )
    made["word/document.xml"] = _kept_together(document).encode()
    made["word/foot.xml"] = _FOOT.format(words=_WORDS, said=escape(said), page=_PAGE).encode()
    relations, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    foot = f'<Relationship Id="rIdFoot" Type="{_RELATION}/footer" Target="foot.xml" /></Relationships>'
    made[relations] = entries[relations].replace(b"</Relationships>", foot.encode())
    kind = f'<Override PartName="/word/foot.xml" ContentType="{_FOOT_TYPE}" /></Types>'
    made[types] = entries[types].replace(b"</Types>", kind.encode())
    return made


def _kept_together(document: str) -> str:
    """Keep each paragraph of a box on the page of the next one; the last is free, or all boxes would be one."""
    paragraphs = _PARAGRAPH.split(document)
    for at in range(1, len(paragraphs) - 2, 2):
        if _IN_A_BOX.search(paragraphs[at]) and _IN_A_BOX.search(paragraphs[at + 2]) and not paragraphs[at + 1].strip():
            paragraphs[at] = _IN_A_BOX.sub(r"\g<0><w:keepNext />", paragraphs[at], count=1)
    return "".join(paragraphs)


def _styled(styles: str) -> str:
    styles = _THEME_FONTS.sub(_FONTS, _OWN_STYLE.sub("", styles))
    for tag in ("sz", "szCs"):
        styles = styles.replace(f'<w:{tag} w:val="24" />', f'<w:{tag} w:val="{_HALF_POINTS}" />', 1)
    styles = styles.replace('<w:spacing w:after="180" w:before="180" />', _CLOSE, 1)
    styles = _BREAK.sub(r"\1<w:pageBreakBefore />", styles, count=1)
    return styles.replace("</w:styles>", f"{_STYLES}</w:styles>")
