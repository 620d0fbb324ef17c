#!/usr/bin/env python3
"""Writes workbooks that want to do harm into a folder, each named for what it is.

Standard library only. `refuse-` must be refused; `read-` is odd but harmless and is read.
"""

import io
import struct
import sys
import zipfile
import zlib
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (
    HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def relations(*pairs):
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{items}</Relationships>'


def sheet(rows, before="", after=""):
    return f"{HEAD}<worksheet {MAIN} {REL}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def parts(**changed):
    """A plain workbook of one sheet, with some parts changed."""
    plain = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook {MAIN} {REL}><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
    }
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml",
             "styles": "xl/styles.xml", "workbook": "xl/workbook.xml",
             "rels": "xl/_rels/workbook.xml.rels", "root": "_rels/.rels"}
    plain.update({names[name]: text for name, text in changed.items()})
    return plain


def packed(texts, extra=(), method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in list(texts.items()) + list(extra):
            archive.writestr(name, text)
    return out.getvalue()


def patched(data, signature, offset, value):
    """Every record of this kind with some bytes replaced."""
    data = bytearray(data)
    at = data.find(signature)
    while at >= 0:
        data[at + offset:at + offset + len(value)] = value
        at = data.find(signature, at + 4)
    return bytes(data)


def linked():
    info = zipfile.ZipInfo("xl/media/link.png")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return packed(parts(), [(info, "/etc/passwd")])


def overlapping(count=200):
    """One megabyte inflated, listed many times under many names (as the better zip bombs do)."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = b"<a>" + b" " * (1 << 20) + b"</a>"
    packed_body = body.compress(raw) + body.flush()
    out, listed = bytearray(), bytearray()
    crc = zlib.crc32(raw)
    for n in range(count):
        name = f"xl/x{n:05}.xml".encode()
        where = 0
        if n == 0:
            out += struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed_body),
                               len(raw), len(name), 0) + name + packed_body
        listed += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc,
                              len(packed_body), len(raw), len(name), 0, 0, 0, 0, 0, where) + name
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(listed), len(out), 0)
    return bytes(out + listed + end)


def with_zip64_end(data):
    """The true numbers moved into a record of the 64-bit kind, with lies in it."""
    at = data.rfind(b"PK\5\6")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 1 << 40, 1 << 40, 1 << 40, 0)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, at, 1)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:at] + record + locator + end


def cells(row, values):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    inner = "".join(f'<c r="{letters[n]}{row}">{value}</c>' for n, value in enumerate(values))
    return f'<row r="{row}">{inner}</row>'


def strings(items):
    return f"{HEAD}<sst {MAIN}>{items}</sst>"


def styles(inner):
    return f"{HEAD}<styleSheet {MAIN}>{inner}</styleSheet>"


def archives():
    plain = packed(parts())
    zeros = " " * (60 << 20)
    yield "refuse-bomb-in-the-sheet", packed(parts(sheet=sheet(zeros)))
    yield "refuse-bomb-in-the-strings", packed(parts(strings=strings(zeros)))
    yield "refuse-bomb-in-a-picture", packed(parts(), [("xl/media/a.bin", zeros)])
    yield "refuse-bomb-of-many-parts", packed(
        parts(), [(f"xl/media/{n}.bin", " " * (3 << 20)) for n in range(60)])
    yield "refuse-overlapping-parts", overlapping()
    yield "refuse-archive-within", packed(parts(), [("xl/a.zip", plain)], zipfile.ZIP_STORED)
    yield "refuse-65000-parts", packed(parts(), [(f"{n}", "") for n in range(65_000)])
    yield "refuse-duplicate-names", packed(parts(), [("xl/worksheets/sheet1.xml", sheet(""))])
    yield "refuse-names-that-differ-in-case", packed(parts(), [("XL/Workbook.xml", "<a/>")])
    yield "refuse-name-that-climbs", packed(parts(), [("xl/../../etc/passwd", "x")])
    yield "refuse-name-from-the-root", packed(parts(), [("/etc/passwd", "x")])
    yield "refuse-name-of-windows", packed(parts(), [("xl\\a.xml", "<a/>"), ("c:a", "x")])
    yield "refuse-symbolic-link", linked()
    locked = patched(patched(plain, b"PK\1\2", 8, b"\1\0"), b"PK\3\4", 6, b"\1\0")
    yield "refuse-encrypted", locked
    yield "refuse-encrypted-in-the-list-only", patched(plain, b"PK\1\2", 8, b"\1\0")
    yield "refuse-sizes-that-lie", patched(plain, b"PK\1\2", 24, b"\1\0\0\0")
    small = patched(patched(plain, b"PK\1\2", 24, b"\1\0\0\0"), b"PK\3\4", 22, b"\1\0\0\0")
    yield "refuse-sizes-too-small-both-times", small
    bomb = patched(packed(parts(sheet=sheet(zeros))), b"PK\1\2", 24, b"\1\0\0\0")
    yield "refuse-bomb-that-says-it-is-small", patched(bomb, b"PK\3\4", 22, b"\1\0\0\0")
    yield "refuse-zip64-that-lies", with_zip64_end(plain)
    crc = patched(patched(plain, b"PK\1\2", 16, b"\0\0\0\0"), b"PK\3\4", 14, b"\0\0\0\0")
    yield "refuse-checksum-wrong", crc
    yield "refuse-truncated", plain[:-40]
    yield "refuse-truncated-in-the-middle", plain[: len(plain) // 2]
    yield "refuse-names-differ-before-and-in-list", plain.replace(
        b"xl/workbook.xml", b"xl/workbook.xmm", 1)
    yield "refuse-something-before", b"PK\3\4" + plain
    yield "refuse-something-after", plain + b"PK\5\6"
    yield "refuse-unknown-method", patched(patched(plain, b"PK\1\2", 10, b"\x0c\0"),
                                           b"PK\3\4", 8, b"\x0c\0")
    yield "refuse-list-of-nothing", struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0, 0, 0, 0, 0)


def markup():
    lol = "".join(f'<!ENTITY l{n} "{"&l%d;" % (n - 1) * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE a [<!ENTITY l0 "lol">{lol}]>'
    body = sheet('<row r="1"><c r="A1" t="str"><v>&l9;</v></c></row>')
    yield "refuse-billion-laughs", packed(parts(sheet=body.replace(HEAD, HEAD + laughs)))
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield "refuse-external-entity", packed(
        parts(strings=strings("<si><t>&x;</t></si>").replace(HEAD, HEAD + outside)))
    yield "refuse-external-type", packed(parts(workbook=parts()["xl/workbook.xml"].replace(
        HEAD, HEAD + '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">')))
    flood = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(20_000))
    yield "refuse-namespace-flood", packed(
        parts(sheet=sheet("").replace("<sheetData>", f"<sheetData {flood}>")))
    many = " ".join(f'a{n}="1"' for n in range(50_000))
    yield "refuse-attribute-flood", packed(parts(sheet=sheet(f'<row r="1" {many}></row>')))
    yield "read-duplicate-attributes", packed(
        parts(sheet=sheet('<row r="1"><c r="A1" r="B1" t="n" t="s"><v>1</v></c></row>')))
    yield "refuse-depth", packed(parts(sheet=sheet("<a>" * 2_000_000)))
    yield "refuse-depth-in-strings", packed(parts(strings=strings("<si>" * 500_000)))
    yield "refuse-tag-without-end", packed(parts(sheet=sheet("<c " + "x" * (5 << 20))))
    yield "refuse-quote-without-end", packed(parts(sheet=sheet('<c r="' + "x" * (5 << 20))))
    yield "refuse-comment-without-end", packed(parts(sheet=sheet("<!--" + "x" * (5 << 20))))
    yield "refuse-utf-16", packed(parts(sheet=sheet("").encode("utf-16")))
    yield "refuse-not-utf-8-in-the-relations", packed(parts(rels=b"<a>\xff\xfe</a>"))
    yield "refuse-ends-in-the-middle", packed(parts(sheet=sheet("")[:-20]))
    yield "refuse-a-picture-for-a-sheet", packed(
        parts(rels=relations(("worksheet", "media/a.png"))),
        [("xl/media/a.png", "<a>" * 1_000_000)])
    same = relations(*[("worksheet", "worksheets/sheet1.xml")] * 150)
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, 151))
    book = f"{HEAD}<workbook {MAIN} {REL}><sheets>{listed}</sheets></workbook>"
    big = sheet("".join(f'<row r="{n}"/>' for n in range(1, 400_000)))
    yield "refuse-one-part-for-150-sheets", packed(parts(rels=same, workbook=book, sheet=big))
    again = book.replace("rId2\"", "rId1\"")
    yield "refuse-one-relation-for-two-sheets", packed(parts(workbook=again))
    yield "refuse-workbook-elsewhere", packed(
        parts(root=relations(("officeDocument", "xl/media/a.bin"))), [("xl/media/a.bin", "<a/>")])
    yield "refuse-no-workbook", packed({"[Content_Types].xml": TYPES, "a.txt": "x"})


def sheets():
    far = cells(1, ["<v>1</v>"]) + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    yield "refuse-cell-at-the-far-end", packed(parts(sheet=sheet(far)))
    yield "read-dimension-that-lies", packed(
        parts(sheet=sheet(cells(1, ["<v>1</v>"]), '<dimension ref="A1:XFD1048576"/>')))
    beyond = '<row r="99999999999"><c r="ZZZZZZ99999999999"><v>2</v></c></row>'
    yield "refuse-cell-beyond-the-far-end", packed(parts(sheet=sheet(beyond)))
    million = strings("<si><t>a</t></si>" * 1_000_000)
    yield "refuse-million-strings", packed(parts(strings=million))
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001))
    yield "refuse-100000-merges", packed(
        parts(sheet=sheet("", after=f"<mergeCells>{merged}</mergeCells>")))
    huge = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * (5 << 20)}</t></is></c></row>'
    yield "refuse-cell-of-5-megabytes", packed(parts(sheet=sheet(huge)))
    runs = "<r><t>" + "a" * 1000 + "</t></r>"
    pieces = f'<row r="1"><c r="A1" t="inlineStr"><is>{runs * 5000}</is></c></row>'
    yield "refuse-cell-of-many-runs", packed(parts(sheet=sheet(pieces)))
    yield "refuse-string-of-5-megabytes", packed(
        parts(strings=strings(f"<si><t>{'a' * (5 << 20)}</t></si>")))
    looks = "".join('<xf numFmtId="0" fontId="0"/>' for _ in range(300_000))
    yield "refuse-styles-flood", packed(parts(styles=styles(f"<cellXfs>{looks}</cellXfs>")))
    fonts = "".join(f'<font><name val="f{n}"/></font>' for n in range(100_000))
    yield "refuse-fonts-flood", packed(parts(styles=styles(f"<fonts>{fonts}</fonts>")))
    many = "".join(f'<row r="{n}">' + "<c><v>1</v></c>" * 20 + "</row>" for n in range(1, 15_000))
    yield "refuse-300000-cells", packed(parts(sheet=sheet(many)))
    empty = "".join('<row>' + "<c/>" * 100 + "</row>" for _ in range(20_000))
    yield "refuse-two-million-empty-cells", packed(parts(sheet=sheet(empty)))
    wild = cells(1, ["<v>1e999</v>", "<v>-1e308</v>", "<v>nan</v>", "<v>inf</v>", "<v>x</v>"])
    yield "read-wild-numbers", packed(parts(sheet=sheet(wild)))
    index = '<row r="1"><c r="A1" t="s"><v>4294967296</v></c></row>'
    yield "refuse-string-that-is-not-there", packed(
        parts(sheet=sheet(index), strings=strings("<si><t>a</t></si>")))
    odd = '<row r="1"><c r="A1" t="e"><v>#NOTHING!</v></c></row>'
    yield "refuse-error-that-is-none", packed(parts(sheet=sheet(odd)))
    names = "".join(f'<definedName name="n{n}">A!$A$1</definedName>' for n in range(100_000))
    listed = f"<definedNames>{names}</definedNames></workbook>"
    book = parts()["xl/workbook.xml"].replace("</workbook>", listed)
    yield "refuse-100000-names", packed(parts(workbook=book))
    formula = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(2, 9_000))
    long = "A1+" * 8000 + "1"
    first = f'<row r="1"><c r="A1"><f t="shared" ref="A1:A9000" si="0">{long}</f></c></row>'
    yield "read-shared-formula-flood", packed(parts(sheet=sheet(first + formula)))


def others():
    yield "refuse-macros", packed(parts(), [("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")])
    yield "refuse-xlsb", packed(
        {"[Content_Types].xml": TYPES, "xl/workbook.bin": b"\x83\x01\x00",
         "_rels/.rels": relations(("officeDocument", "xl/workbook.bin"))})
    yield "refuse-ods", packed(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
    yield "refuse-docx", packed({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>"})
    yield "refuse-xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    yield "refuse-csv", "Số liệu;Năm 2020\nDân số;1.000\n".encode()
    yield "refuse-html", b"<html><table><tr><td>1</td></tr></table></html>"
    yield "refuse-empty", b""
    yield "refuse-pdf", b"%PDF-1.7\n"
    yield "refuse-only-a-mark", b"PK\3\4"
    yield "refuse-noise", bytes(n * 7 % 251 for n in range(200_000))
    yield "refuse-nine-megabytes-of-noise", b"PK\3\4" + bytes(9 << 20)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for family in (archives, markup, sheets, others):
        for name, data in family():
            (folder / f"{name}.xlsx").write_bytes(data)


if __name__ == "__main__":
    main()
